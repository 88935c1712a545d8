import { useEditor } from "../../editor/context";
import { Icon } from "../../ui/icons";
import { wordsOf } from "../words";
import type { Meaning } from "./columns";
import type { Unread } from "./draft";
import { type Key, TEXTS } from "./texts";

/** So many are told one by one. */
const TOLD = 30;
const CUT = 40;

interface TroublesProps {
  readonly rows: readonly (readonly string[])[];
  readonly meanings: readonly Meaning[];
  readonly unread: readonly Unread[];
}

/** What could not be read, by row and column, in words. */
export function Troubles({ rows, unread }: TroublesProps) {
  const say = wordsOf(TEXTS, useEditor().language.value);
  if (!unread.length) return null;
  const told = (one: Unread) => {
    const { row, column, trouble } = one;
    const cell = column === undefined ? "" : (rows[row - 1]?.[column] ?? "");
    const text = cell.length > CUT ? `${[...cell].slice(0, CUT).join("")}…` : cell;
    const vars = "vars" in trouble ? trouble.vars : {};
    const problem = say(trouble.key as Key, { ...vars, text });
    if (column === undefined) return say("at_row", { row, problem });
    return say("at_cell", { row, column: say("column", { n: column + 1 }).toLowerCase(), problem });
  };
  return (
    <section class="cjm-paste-troubles">
      <h3>
        <Icon name="warning" />
        {say("not_read", { n: unread.length })}
      </h3>
      <ul>
        {unread.slice(0, TOLD).map((one, i) => (
          <li key={i} dir="auto">
            {told(one)}
          </li>
        ))}
      </ul>
      {unread.length > TOLD && (
        <p class="cjm-hint">{say("more_troubles", { n: unread.length - TOLD })}</p>
      )}
    </section>
  );
}
