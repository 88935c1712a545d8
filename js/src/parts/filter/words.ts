import { titleOf } from "../../core/commands";
import type { State } from "../../core/state";
import type { Translator } from "../../i18n";
import { valueLabel } from "../../i18n";
import { EVERYONE, type Facet } from "./facets";
import type { Say } from "./texts";

/** Facets whose values are ids of records. */
const RECORDS: ReadonlySet<Facet> = new Set(["persona", "lane", "channel", "owner"]);
/** Facets whose values are known words. */
const CHOICES: ReadonlySet<Facet> = new Set(["kind", "evidence_level", "status"]);

/** What a facet is called. */
export function titleOfFacet(t: Translator, say: Say, facet: Facet): string {
  switch (facet) {
    case "persona":
    case "lane":
    case "channel":
      return t(`r_${facet}`);
    case "kind":
      return say("kind");
    case "tag":
      return t("f_tags");
    case "comments":
      return say("comments");
    default:
      return t(`f_${facet}`);
  }
}

/** Values with what they are called: records in the order of the map, words by the alphabet. */
export function labelled(
  state: State,
  t: Translator,
  say: Say,
  facet: Facet,
  values: readonly string[],
): { value: string; label: string }[] {
  const label = (value: string): string => {
    if (value === EVERYONE) return t("everyone");
    if (RECORDS.has(facet)) {
      const record = state.get(value);
      return record ? titleOf(record) || t("untitled") : say("gone");
    }
    if (CHOICES.has(facet)) return valueLabel(t, value);
    return facet === "tag" || facet === "author" ? value : titleOfFacet(t, say, facet);
  };
  const found = values.map((value) => ({ value, label: label(value) }));
  const ordered = facet === "lane" || facet === "persona";
  return ordered ? found : found.sort((a, b) => a.label.localeCompare(b.label));
}
