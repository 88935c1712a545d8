import { titleOf } from "../../core/commands";
import { fieldLabel } from "../../i18n";
import type { MenuEntry } from "../../ui/Menu";
import { type Difference, isAboutWhere } from "./differences";
import { type Comparison, nameOf } from "./model";
import { otherSide, type Side } from "./pairing";
import { takeOver } from "./takeover";

/** Makes one side say what the other says; says what was done. */
export function take(c: Comparison, difference: Difference, from: Side, field?: string): boolean {
  const to = otherSide(from);
  const { announce } = c.editors[0];
  const editor = c.editors[to];
  const what = titleIn(c, difference);
  const command = takeOver(c.states, c.pairing, difference, from, field);
  if (!command || !editor.edit(command.change, command.label)) return false;
  const said = `${nameOf(c, from)} → ${nameOf(c, to)}: ${what}`;
  announce(`${said}. ${c.t("undo")}: Ctrl+Z`);
  return true;
}

/** What the thing is called that differs. */
export function titleIn({ states }: Comparison, { ids }: Difference): string {
  const record = states[1].get(ids[1] ?? "") ?? states[0].get(ids[0] ?? "");
  return record ? titleOf(record) : "";
}

/** What can be done about a difference, for who stands on `side`; empty when nothing can. */
export function menuOf(
  c: Comparison,
  difference: Difference | undefined,
  side: Side,
  done: (changed: Side) => void,
): MenuEntry[] {
  if (!difference) return [];
  const entry = (from: Side, label: string, field?: string): MenuEntry[] => {
    const to = otherSide(from);
    if (c.editors[to].readOnly.peek()) return [];
    const danger = difference.ids[from] === null;
    const shortcut = to === side && field === undefined ? "T" : undefined;
    const onSelect = () => {
      if (take(c, difference, from, field)) done(to);
    };
    return [{ label, shortcut, danger, icon: danger ? "trash" : ICONS[from], onSelect }];
  };
  const whole = (from: Side) =>
    difference.ids[from] === null
      ? entry(from, c.say("take_away", { name: nameOf(c, otherSide(from)) }))
      : entry(from, c.say("take", { name: nameOf(c, from) }));
  const other = otherSide(side);
  const fields = difference.fields.filter((name) => !isAboutWhere(difference.type, name));
  const each =
    difference.fields.length > 1
      ? fields.flatMap((name) => {
          const what = fieldLabel(c.t, name);
          return entry(other, `${c.say("take", { name: nameOf(c, other) })}: ${what}`, name);
        })
      : [];
  return [...whole(other), ...each, ...whole(side)];
}

/** The first map stands above: what comes from it goes down. */
const ICONS = ["down", "up"] as const;
