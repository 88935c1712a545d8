import type { Who } from "../../core/presence";
import type { Translator } from "../../i18n";

/** What to call somebody; ourselves on another page too. */
export function callName(t: Translator, { name, color }: Who, me: Who): string {
  if (!name) return t("guest");
  return name === me.name && color === me.color ? t("name_you", { name }) : name;
}

/** One or two letters for a name. */
export function initialsOf(name: string): string {
  const words = name.split(" ").map((word) => [...word][0] ?? "");
  const two = words.length > 1 ? [words[0], words.at(-1)] : words;
  return two.join("").toLocaleUpperCase() || "?";
}

/** The angle of a colour of the palette, which the style sheet makes light or dark. */
export function hueOf(color: number): string {
  return String(20 + color * 45);
}
