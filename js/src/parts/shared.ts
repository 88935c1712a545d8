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
  openRounds,
  reactionsOn,
  remove,
  setField,
  titleOf,
  votesIn,
  votesLeft,
  weigh,
} from "../core/commands";
import { value } from "../core/fields";
import { newId } from "../core/ids";
import { placeAt } from "../core/order";
import { colorOf } from "../core/presence";
import { TYPES } from "../core/schema.gen";
import { useEditor } from "../editor/context";
import { useView } from "../editor/map/view";
import { hueOf, initialsOf } from "../editor/presence/words";
import { createTranslator, fieldLabel, isKey, typeLabel, valueLabel } from "../i18n";
import { Check, Segmented } from "../ui/choices";
import { NumberField } from "../ui/fields";
import { IconButton } from "../ui/IconButton";
import { Icon, iconOf } from "../ui/icons";
import { isComposing, keepTextKey } from "../ui/keys";
import { Popover } from "../ui/Popover";
import { TextField } from "../ui/TextField";

export const SHARED: Readonly<Record<string, object>> = {
  "@preact/signals": { batch, computed, effect, signal },
  preact: { h },
  "preact/hooks": { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState },
  "preact/jsx-runtime": { Fragment, jsx, jsxs },
  "../core/commands": {
    adding,
    openRounds,
    reactionsOn,
    remove,
    setField,
    titleOf,
    votesIn,
    votesLeft,
    weigh,
  },
  "../core/fields": { value },
  "../core/ids": { newId },
  "../core/order": { placeAt },
  "../core/presence": { colorOf },
  "../core/schema.gen": { TYPES },
  "../editor/context": { useEditor },
  "../editor/map/view": { useView },
  "../editor/presence/words": { hueOf, initialsOf },
  "../i18n": { createTranslator, fieldLabel, isKey, typeLabel, valueLabel },
  "../ui/choices": { Check, Segmented },
  "../ui/fields": { NumberField },
  "../ui/IconButton": { IconButton },
  "../ui/icons": { Icon, iconOf },
  "../ui/keys": { isComposing, keepTextKey },
  "../ui/Popover": { Popover },
  "../ui/TextField": { TextField },
};
