import { titleOf } from "../../core/commands";
import { fieldLabel, typeLabel } from "../../i18n";
import { IconButton } from "../../ui/IconButton";
import { Icon } from "../../ui/icons";
import { type Difference, isAboutWhere } from "./differences";
import { titleIn } from "./menu";
import { type Comparison, nameOf } from "./model";
import { SIDES, type Side } from "./pairing";
import { fieldText } from "./told";

/** Very many are no list that anybody reads. */
const MOST = 200;

export const keyOf = ({ type, ids }: Difference) => `${type} ${ids.join(":")}`;

interface RestProps {
  c: Comparison;
  open: boolean;
  onOpen(open: boolean): void;
  found: readonly Difference[];
  onMenu(difference: Difference, side: Side, anchor: Element): void;
}

/** What differs and has no place in the picture: goals, metrics, comments, the map itself. */
export function Rest({ c, open, onOpen, found, onMenu }: RestProps) {
  if (!found.length) return null;
  return (
    <section class="cjm-compare-rest">
      <h3>
        <button type="button" class="cjm-link" aria-expanded={open} onClick={() => onOpen(!open)}>
          <Icon name={open ? "expand" : "right"} size={11} />
          {c.say("more", { n: found.length })}
        </button>
      </h3>
      <ul hidden={!open}>
        {found.slice(0, MOST).map((one) => (
          <li key={keyOf(one)} data-rest={keyOf(one)} tabIndex={-1}>
            <Line c={c} difference={one} />
            {c.editors.some((editor) => !editor.readOnly.value) && (
              <IconButton
                icon="more"
                label={c.t("actions_for", { what: titleIn(c, one) || typeLabel(c.t, one.type) })}
                menu
                onClick={(event) => onMenu(one, 1, event.currentTarget as Element)}
              />
            )}
          </li>
        ))}
      </ul>
      {open && found.length > MOST && <p>{c.t("and_more", { n: found.length - MOST })}</p>}
    </section>
  );
}

function Line({ c, difference }: { c: Comparison; difference: Difference }) {
  const { ids, type, kinds, fields } = difference;
  const [a, b] = SIDES.map((side) => c.states[side].get(ids[side] ?? ""));
  const record = b ?? a;
  const title = record ? titleOf(record) : "";
  const alone = ids[0] === null ? 1 : 0;
  const told = fields.filter((name) => !isAboutWhere(type, name));
  return (
    <span>
      {typeLabel(c.t, type)} {title && <bdi class="cjm-strong">{title}</bdi>}{" "}
      {(!a || !b) && c.say("only_in", { name: nameOf(c, alone) })}
      {kinds.includes("moved") && c.say("is_moved")}
      {a &&
        b &&
        told.map((name) => (
          <span key={name} dir="auto">
            {" "}
            {fieldLabel(c.t, name)}: <del>{fieldText(c, 0, a, name) || "–"}</del>{" "}
            <ins>{fieldText(c, 1, b, name) || "–"}</ins>
          </span>
        ))}
    </span>
  );
}
