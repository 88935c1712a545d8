import { titleOf } from "../../core/commands/base";
import type { State } from "../../core/state";
import { type Translator, valueLabel } from "../../i18n";
import { formatDuration } from "../../ui/duration";

/** What values are put into words with. */
export interface Wording {
  readonly state: State;
  readonly t: Translator;
  readonly language: string;
}

/** A value in words, as its control (`controlOf`) shows it; "" for what is empty. */
export function valueText(wording: Wording, control: string, held: unknown): string {
  const { t, language } = wording;
  if (held === null || held === undefined || held === "") return "";
  switch (control) {
    case "choice":
    case "segmented":
      return held === "none" || held === "unknown" ? "" : valueLabel(t, String(held));
    case "flag":
    case "tristate":
      return t(held === true ? "yes" : "no");
    case "duration":
      return formatDuration(Number(held), language);
    case "number":
      return plainNumber(Number(held), language);
    case "facts":
    case "scale":
      return Object.entries(held)
        .flatMap(([key, fact]) => (typeof fact === "object" ? [] : [`${key}: ${fact}`]))
        .join(", ");
    case "place":
    case "pick":
    case "tokens":
      return nameList(wording, held);
    default:
      return Array.isArray(held) ? held.join(", ") : String(held);
  }
}

/** Names of records by their ids. */
function nameList({ state, t }: Wording, held: unknown): string {
  const ids = Array.isArray(held) ? (held as string[]) : [String(held)];
  return ids
    .map((id) => {
      const record = state.get(id);
      return (record && titleOf(record)) || t("untitled");
    })
    .join(", ");
}

/** As it is typed, but with the sign and the point that are usual where it is read. */
function plainNumber(number: number, language: string): string {
  if (Math.abs(number) >= 1e15) return String(number);
  const text = String(Number(number.toPrecision(15))).replace("-", "−");
  return language === "en" ? text : text.replace(".", ",");
}
