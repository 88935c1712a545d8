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
  adding,
  cardsOf,
  holdsCards,
  personaColor,
  remove,
  titleOf,
  updating,
} from "../core/commands";
import { path } from "../core/curve";
import { scaleOf, scoresAt, scoreText, snap } from "../core/emotion";
import { value } from "../core/fields";
import { newId } from "../core/ids";
import { cleanName } from "../core/presence";
import { TYPES } from "../core/schema.gen";
import { useEditor } from "../editor/context";
import { useView } from "../editor/map/view";
import { createTranslator, fieldLabel, typeLabel, valueLabel } from "../i18n";
import { Select } from "../ui/choices";
import { NumberField } from "../ui/fields";
import { IconButton } from "../ui/IconButton";
import { Icon, iconOf } from "../ui/icons";
import { TextField } from "../ui/TextField";

export const SHARED: Readonly<Record<string, object>> = {
  "@preact/signals": { batch, computed, effect, signal },
  preact: { h },
  "preact/hooks": { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState },
  "preact/jsx-runtime": { Fragment, jsx, jsxs },
  "../core/commands": { adding, cardsOf, holdsCards, personaColor, remove, titleOf, updating },
  "../core/curve": { path },
  "../core/emotion": { scaleOf, scoresAt, scoreText, snap },
  "../core/fields": { value },
  "../core/ids": { newId },
  "../core/presence": { cleanName },
  "../core/schema.gen": { TYPES },
  "../editor/context": { useEditor },
  "../editor/map/view": { useView },
  "../i18n": { createTranslator, fieldLabel, typeLabel, valueLabel },
  "../ui/choices": { Select },
  "../ui/fields": { NumberField },
  "../ui/IconButton": { IconButton },
  "../ui/icons": { Icon, iconOf },
  "../ui/TextField": { TextField },
};
