/**
 * What the bundle lends to its parts, which come later: they must not bring a second Preact, nor
 * contexts of their own. `build.mjs` reads the imports: a part that needs another name of these
 * modules, or one more module, does not build until it is here.
 */
import { batch, computed, effect, signal } from "@preact/signals";
import { h } from "preact";
import { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Fragment, jsx, jsxs } from "preact/jsx-runtime";
import {
  addCard,
  adding,
  addTouchpoint,
  cardKind,
  cardsOf,
  holdsCards,
  initials,
  inOrder,
  labelOf,
  personaColor,
  remove,
  titleOf,
  updating,
} from "../core/commands";
import { path } from "../core/curve";
import { scaleOf, scoresAt, scoreText, snap } from "../core/emotion";
import { canonicalRecord, fieldInfo, ownersOf, placeOf, referencesOf, value } from "../core/fields";
import { newId } from "../core/ids";
import { isBag } from "../core/json";
import { keysBetween } from "../core/order";
import { cleanName } from "../core/presence";
import { TYPES } from "../core/schema.gen";
import { checkRecord } from "../core/valid";
import { useEditor } from "../editor/context";
import { setText } from "../editor/inspector/edits";
import { Fields } from "../editor/inspector/FieldEditor";
import { laneKinds, laneTitle } from "../editor/map/actions";
import { useView } from "../editor/map/view";
import { createTranslator, fieldLabel, typeLabel, valueLabel } from "../i18n";
import { Check, Segmented, Select } from "../ui/choices";
import { parseDuration } from "../ui/duration";
import { isDate, NumberField } from "../ui/fields";
import { IconButton } from "../ui/IconButton";
import { InlineText } from "../ui/InlineText";
import { Icon, iconOf } from "../ui/icons";
import { TextField } from "../ui/TextField";

export const SHARED: Readonly<Record<string, object>> = {
  "@preact/signals": { batch, computed, effect, signal },
  preact: { h },
  "preact/hooks": { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState },
  "preact/jsx-runtime": { Fragment, jsx, jsxs },
  "../core/commands": {
    addCard,
    adding,
    addTouchpoint,
    cardKind,
    cardsOf,
    holdsCards,
    initials,
    inOrder,
    labelOf,
    personaColor,
    remove,
    titleOf,
    updating,
  },
  "../core/curve": { path },
  "../core/emotion": { scaleOf, scoresAt, scoreText, snap },
  "../core/fields": { canonicalRecord, fieldInfo, ownersOf, placeOf, referencesOf, value },
  "../core/ids": { newId },
  "../core/json": { isBag },
  "../core/order": { keysBetween },
  "../core/presence": { cleanName },
  "../core/schema.gen": { TYPES },
  "../core/valid": { checkRecord },
  "../editor/context": { useEditor },
  "../editor/inspector/edits": { setText },
  "../editor/inspector/FieldEditor": { Fields },
  "../editor/map/actions": { laneKinds, laneTitle },
  "../editor/map/view": { useView },
  "../i18n": { createTranslator, fieldLabel, typeLabel, valueLabel },
  "../ui/choices": { Check, Segmented, Select },
  "../ui/duration": { parseDuration },
  "../ui/fields": { isDate, NumberField },
  "../ui/IconButton": { IconButton },
  "../ui/InlineText": { InlineText },
  "../ui/icons": { Icon, iconOf },
  "../ui/TextField": { TextField },
};
