/**
 * What the bundle lends to its parts, which come later: they must not bring a second Preact, nor
 * contexts of their own. `build.mjs` reads the imports: a part that needs another name of these
 * modules, or one more module, does not build until it is here.
 */
import { batch, computed, effect, signal, useSignalEffect } from "@preact/signals";
import { h } from "preact";
import { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Fragment, jsx, jsxs } from "preact/jsx-runtime";
import { difference } from "../core/change";
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
  moveCard,
  moveTouchpoints,
  openRounds,
  personaColor,
  phaseOrder,
  reactionsOn,
  remove,
  removeScore,
  setField,
  setScore,
  titleField,
  titleOf,
  touchpointsOf,
  updating,
  votesIn,
  votesLeft,
  weigh,
} from "../core/commands";
import { path } from "../core/curve";
import { scaleOf, scoresAt, scoreText, snap } from "../core/emotion";
import { InvalidDocument, reasonOf } from "../core/errors";
import { canonicalRecord, fieldInfo, ownersOf, placeOf, referencesOf, value } from "../core/fields";
import { newId } from "../core/ids";
import { isBag } from "../core/json";
import { keysBetween, placeAt } from "../core/order";
import { cleanName, colorOf } from "../core/presence";
import { TYPES } from "../core/schema.gen";
import { spanned, subjects, toggled } from "../core/selection";
import { checkRecord } from "../core/valid";
import { useEditor } from "../editor/context";
import { add, setFields, setText } from "../editor/inspector/edits";
import { Control, Fields } from "../editor/inspector/FieldEditor";
import { controlOf, headField, isLong } from "../editor/inspector/forms";
import { Foldable, Groups } from "../editor/inspector/Groups";
import { calledOf, detailsKey, openRecord } from "../editor/inspector/trail";
import { valueText } from "../editor/inspector/values";
import { chosen, laneKinds, laneTitle } from "../editor/map/actions";
import { EmptyMap } from "../editor/map/EmptyMap";
import { channelsOf, marksOf, openComments } from "../editor/map/facts";
import { holdsFocus, isLost } from "../editor/map/focus";
import { Marks } from "../editor/map/Marks";
import { recordMenu } from "../editor/map/menus";
import { HEADER, PHASES, settled, TOUCHPOINTS } from "../editor/map/navigate";
import { nameOf, strokeOf } from "../editor/map/strokes";
import { tintOf } from "../editor/map/tints";
import { togetherMenu } from "../editor/map/together";
import { showToast, useView } from "../editor/map/view";
import { openPanel } from "../editor/PartPanel";
import { hueOf, initialsOf } from "../editor/presence/words";
import { createTranslator, fieldLabel, isKey, typeLabel, valueLabel } from "../i18n";
import { labelText } from "../i18n/labels";
import { Check, Segmented, Select } from "../ui/choices";
import { formatDuration, parseDuration } from "../ui/duration";
import { isDate, NumberField } from "../ui/fields";
import { IconButton } from "../ui/IconButton";
import { InlineText } from "../ui/InlineText";
import { Icon, iconOf } from "../ui/icons";
import { focusedIn, hasCommand, isComposing, isField, keepTextKey } from "../ui/keys";
import { Popover } from "../ui/Popover";
import { followPointer, LONG_PRESS_MS, pull, THRESHOLD } from "../ui/pointer";
import { TextField } from "../ui/TextField";
import { OpenLink, TokenField } from "../ui/TokenField";
import { MAX_NAME, MAX_TEXT, wellFormed } from "../ui/text";

export const SHARED: Readonly<Record<string, object>> = {
  "@preact/signals": { batch, computed, effect, signal, useSignalEffect },
  preact: { h },
  "preact/hooks": { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState },
  "preact/jsx-runtime": { Fragment, jsx, jsxs },
  "../core/change": { difference },
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
    moveCard,
    moveTouchpoints,
    openRounds,
    personaColor,
    phaseOrder,
    reactionsOn,
    remove,
    removeScore,
    setField,
    setScore,
    titleField,
    titleOf,
    touchpointsOf,
    updating,
    votesIn,
    votesLeft,
    weigh,
  },
  "../core/curve": { path },
  "../core/emotion": { scaleOf, scoresAt, scoreText, snap },
  "../core/errors": { InvalidDocument, reasonOf },
  "../core/fields": { canonicalRecord, fieldInfo, ownersOf, placeOf, referencesOf, value },
  "../core/ids": { newId },
  "../core/json": { isBag },
  "../core/order": { keysBetween, placeAt },
  "../core/presence": { cleanName, colorOf },
  "../core/schema.gen": { TYPES },
  "../core/selection": { spanned, subjects, toggled },
  "../core/valid": { checkRecord },
  "../editor/context": { useEditor },
  "../editor/inspector/edits": { add, setFields, setText },
  "../editor/inspector/FieldEditor": { Control, Fields },
  "../editor/inspector/forms": { controlOf, headField, isLong },
  "../editor/inspector/Groups": { Foldable, Groups },
  "../editor/inspector/trail": { calledOf, detailsKey, openRecord },
  "../editor/inspector/values": { valueText },
  "../editor/map/actions": { chosen, laneKinds, laneTitle },
  "../editor/map/EmptyMap": { EmptyMap },
  "../editor/map/facts": { channelsOf, marksOf, openComments },
  "../editor/map/focus": { holdsFocus, isLost },
  "../editor/map/Marks": { Marks },
  "../editor/map/menus": { recordMenu },
  "../editor/map/navigate": { HEADER, PHASES, settled, TOUCHPOINTS },
  "../editor/map/strokes": { nameOf, strokeOf },
  "../editor/map/tints": { tintOf },
  "../editor/map/together": { togetherMenu },
  "../editor/map/view": { showToast, useView },
  "../editor/PartPanel": { openPanel },
  "../editor/presence/words": { hueOf, initialsOf },
  "../i18n": { createTranslator, fieldLabel, isKey, typeLabel, valueLabel },
  "../i18n/labels": { labelText },
  "../ui/choices": { Check, Segmented, Select },
  "../ui/duration": { formatDuration, parseDuration },
  "../ui/fields": { isDate, NumberField },
  "../ui/IconButton": { IconButton },
  "../ui/InlineText": { InlineText },
  "../ui/icons": { Icon, iconOf },
  "../ui/keys": { focusedIn, hasCommand, isComposing, isField, keepTextKey },
  "../ui/Popover": { Popover },
  "../ui/pointer": { followPointer, LONG_PRESS_MS, pull, THRESHOLD },
  "../ui/TextField": { TextField },
  "../ui/TokenField": { OpenLink, TokenField },
  "../ui/text": { MAX_NAME, MAX_TEXT, wellFormed },
};
