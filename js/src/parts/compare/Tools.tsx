import { labelText } from "../../i18n/labels";
import { Check } from "../../ui/choices";
import { IconButton } from "../../ui/IconButton";
import { Icon } from "../../ui/icons";
import { KINDS } from "./differences";
import { type Comparison, nameOf } from "./model";
import { SIDES, type Side } from "./pairing";
import { MARKS } from "./SlotView";
import { scalesOf } from "./told";

interface ToolsProps {
  c: Comparison;
  only: boolean;
  /** The side one was on last. */
  last: Side;
  onOnly(only: boolean): void;
  onStep(by: 1 | -1): void;
  onHistory(undo: boolean): void;
}

/** Which line is which, how much differs, and what can be done. */
export function Tools({ c, only, last, onOnly, onStep, onHistory }: ToolsProps) {
  const { say, differences } = c;
  const count = differences.all.length;
  const told = KINDS.filter((kind) => differences.counts[kind] > 0);
  return (
    <div class="cjm-compare-bar">
      <div class="cjm-compare-names">
        {SIDES.map((side) => (
          <span key={side} class={side === 0 ? "cjm-key-a" : "cjm-key-b"} dir="auto">
            {nameOf(c, side)}
          </span>
        ))}
      </div>
      <span class="cjm-compare-counts" role="status">
        {c.matched && !count && say("none")}
        {told.map((kind) => (
          <span key={kind} class={`cjm-diff cjm-diff-${kind}`}>
            <Icon name={MARKS[kind]} size={11} />
            {say(kind, { n: differences.counts[kind] })}
          </span>
        ))}
      </span>
      <IconButton
        icon="left"
        label={say("previous")}
        shortcut="P"
        disabled={!count}
        onClick={() => onStep(-1)}
      />
      <IconButton
        icon="right"
        label={say("next")}
        shortcut="N"
        disabled={!count}
        onClick={() => onStep(1)}
      />
      <Check checked={only} label={say("only")} onChange={onOnly} />
      <History c={c} last={last} onHistory={onHistory} />
      {!scalesOf(c).one && <p class="cjm-hint">{say("scales")}</p>}
    </div>
  );
}

/** Undo and redo of the side one was on last. */
function History({ c, last, onHistory }: Pick<ToolsProps, "c" | "last" | "onHistory">) {
  const editor = c.editors[last];
  editor.version.value;
  const { t, replica } = editor;
  if (editor.readOnly.value) return null;
  const name = nameOf(c, last);
  const label = (key: "undo" | "redo", what: string) =>
    `${name}: ${what ? t(`${key}_what`, { what }) : t(key)}`;
  return (
    <span class="cjm-compare-history">
      <IconButton
        icon="undo"
        label={label("undo", labelText(t, replica.undoLabel))}
        shortcut="Ctrl+Z"
        disabled={!replica.canUndo}
        onClick={() => onHistory(true)}
      />
      <IconButton
        icon="redo"
        label={label("redo", labelText(t, replica.redoLabel))}
        shortcut="Ctrl+Shift+Z"
        disabled={!replica.canRedo}
        onClick={() => onHistory(false)}
      />
      <span dir="auto">{name}</span>
    </span>
  );
}
