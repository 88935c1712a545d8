/**
 * What the bundle lends to its parts, which come later: they must not bring a second Preact, nor
 * contexts of their own. `build.mjs` reads the imports: a part that needs another name of these
 * modules, or one more module, does not build until it is here.
 */
import { batch, computed, effect, signal, useSignalEffect } from "@preact/signals";
import { h } from "preact";
import { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Fragment, jsx, jsxs } from "preact/jsx-runtime";
import {
  cardsOf,
  holdsCards,
  labelOf,
  moveCard,
  moveTouchpoints,
  titleField,
  titleOf,
} from "../core/commands";
import { scaleOf, scoresAt, scoreText } from "../core/emotion";
import { value } from "../core/fields";
import { newId } from "../core/ids";
import { TYPES } from "../core/schema.gen";
import { spanned, toggled } from "../core/selection";
import { useEditor } from "../editor/context";
import { add, setFields } from "../editor/inspector/edits";
import { Control } from "../editor/inspector/FieldEditor";
import { controlOf, headField, isLong } from "../editor/inspector/forms";
import { chosen } from "../editor/map/actions";
import { EmptyMap } from "../editor/map/EmptyMap";
import { channelsOf, openComments } from "../editor/map/facts";
import { holdsFocus, isLost } from "../editor/map/focus";
import { recordMenu } from "../editor/map/menus";
import { useView } from "../editor/map/view";
import { openPanel } from "../editor/PartPanel";
import { createTranslator, fieldLabel, typeLabel, valueLabel } from "../i18n";
import { Check, Select } from "../ui/choices";
import { formatDuration } from "../ui/duration";
import { NumberField } from "../ui/fields";
import { IconButton } from "../ui/IconButton";
import { InlineText } from "../ui/InlineText";
import { Icon, iconOf } from "../ui/icons";
import { focusedIn, hasCommand, isComposing } from "../ui/keys";
import { Popover } from "../ui/Popover";
import { TokenField } from "../ui/TokenField";

export const SHARED: Readonly<Record<string, object>> = {
  "@preact/signals": { batch, computed, effect, signal, useSignalEffect },
  preact: { h },
  "preact/hooks": { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState },
  "preact/jsx-runtime": { Fragment, jsx, jsxs },
  "../core/commands": {
    cardsOf,
    holdsCards,
    labelOf,
    moveCard,
    moveTouchpoints,
    titleField,
    titleOf,
  },
  "../core/emotion": { scaleOf, scoresAt, scoreText },
  "../core/fields": { value },
  "../core/ids": { newId },
  "../core/schema.gen": { TYPES },
  "../core/selection": { spanned, toggled },
  "../editor/context": { useEditor },
  "../editor/inspector/edits": { add, setFields },
  "../editor/inspector/FieldEditor": { Control },
  "../editor/inspector/forms": { controlOf, headField, isLong },
  "../editor/map/actions": { chosen },
  "../editor/map/EmptyMap": { EmptyMap },
  "../editor/map/facts": { channelsOf, openComments },
  "../editor/map/focus": { holdsFocus, isLost },
  "../editor/map/menus": { recordMenu },
  "../editor/map/view": { useView },
  "../editor/PartPanel": { openPanel },
  "../i18n": { createTranslator, fieldLabel, typeLabel, valueLabel },
  "../ui/choices": { Check, Select },
  "../ui/duration": { formatDuration },
  "../ui/fields": { NumberField },
  "../ui/IconButton": { IconButton },
  "../ui/InlineText": { InlineText },
  "../ui/icons": { Icon, iconOf },
  "../ui/keys": { focusedIn, hasCommand, isComposing },
  "../ui/Popover": { Popover },
  "../ui/TokenField": { TokenField },
};
