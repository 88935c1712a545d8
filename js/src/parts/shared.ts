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
  addTouchpoint,
  cardKind,
  cardsOf,
  holdsCards,
  inOrder,
  labelOf,
  titleOf,
} from "../core/commands";
import { scaleOf, scoresAt, snap } from "../core/emotion";
import { canonicalRecord, fieldInfo, ownersOf, placeOf, referencesOf, value } from "../core/fields";
import { keysBetween } from "../core/order";
import { TYPES } from "../core/schema.gen";
import { checkRecord } from "../core/valid";
import { useEditor } from "../editor/context";
import { laneKinds, laneTitle } from "../editor/map/actions";
import { useView } from "../editor/map/view";
import { createTranslator, fieldLabel, typeLabel, valueLabel } from "../i18n";
import { Check, Segmented, Select } from "../ui/choices";
import { parseDuration } from "../ui/duration";
import { isDate } from "../ui/fields";
import { IconButton } from "../ui/IconButton";
import { Icon, iconOf } from "../ui/icons";

export const SHARED: Readonly<Record<string, object>> = {
  "@preact/signals": { batch, computed, effect, signal },
  preact: { h },
  "preact/hooks": { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState },
  "preact/jsx-runtime": { Fragment, jsx, jsxs },
  "../core/commands": {
    addCard,
    addTouchpoint,
    cardKind,
    cardsOf,
    holdsCards,
    inOrder,
    labelOf,
    titleOf,
  },
  "../core/emotion": { scaleOf, scoresAt, snap },
  "../core/fields": { canonicalRecord, fieldInfo, ownersOf, placeOf, referencesOf, value },
  "../core/order": { keysBetween },
  "../core/schema.gen": { TYPES },
  "../core/valid": { checkRecord },
  "../editor/context": { useEditor },
  "../editor/map/actions": { laneKinds, laneTitle },
  "../editor/map/view": { useView },
  "../i18n": { createTranslator, fieldLabel, typeLabel, valueLabel },
  "../ui/choices": { Check, Segmented, Select },
  "../ui/duration": { parseDuration },
  "../ui/fields": { isDate },
  "../ui/IconButton": { IconButton },
  "../ui/icons": { Icon, iconOf },
};
