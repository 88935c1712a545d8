import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { EditorApi } from "../../editor/context";
import { useEditor } from "../../editor/context";
import type { PanelProps } from "../../editor/kernel";
import { holdsFocus, isLost } from "../../editor/map/focus";
import { useView } from "../../editor/map/view";
import { labelText } from "../../i18n/labels";
import { focusedIn } from "../../ui/keys";
import { atSpot, type Cursor, type Shown, settled } from "./cursor";
import type { Difference } from "./differences";
import { begun, type Grid, inReadingOrder, type Spot } from "./grid";
import { onPanelKey } from "./keys";
import { menuOf, take, titleIn } from "./menu";
import { type Comparison, nameOf, useComparison } from "./model";
import { otherSide, type Side } from "./pairing";
import { keyOf, Rest } from "./Rest";
import { Sheet } from "./Sheet";
import { Tools } from "./Tools";
import type { Slot } from "./told";

/** Where the focus goes when what had it is gone. */
const LEFT = "ul:not([hidden]) > [data-rest], [data-spot][tabindex='0']";

/** Two maps beside each other: what differs is marked, and both are edited. */
export function Compare(_: PanelProps) {
  const editor = useEditor();
  // The bundle shows this part only where there is a second map.
  return editor.other ? <Both a={editor} b={editor.other} /> : null;
}

function Both({ a, b }: { a: EditorApi; b: EditorApi }) {
  const c = useComparison(a, b);
  const { openMenu } = useView();
  const { differences, grid, say } = c;
  const [only, setOnly] = useState(false);
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const [editing, setEditing] = useState(false);
  const [rest, setRest] = useState(false);
  /** The side one was on last: undo is about that one. */
  const [last, setLast] = useState<Side>(0);
  /** The difference one has gone to last. */
  const reached = useRef("");
  const wanted = useRef<"focus" | "reveal" | null>(null);
  const panel = useRef<HTMLElement>(null);
  /** The line below the grid that the next render gives the focus. */
  const line = useRef("");

  const found = inReadingOrder(grid, differences);
  const shown = only ? onlyDifferent(grid, c, found) : { grid, ...grid };
  const before = useRef<Shown>(shown);
  const here = settled(shown, cursor, before.current);
  before.current = shown;

  const go = (to: Cursor, focus = true) => {
    setCursor(to);
    setLast(to.side);
    setEditing(false);
    if (focus) wanted.current = "focus";
  };
  const step = (by: 1 | -1) => {
    if (!found.length) {
      a.announce(say("none"));
      return;
    }
    const from = found.findIndex(([one]) => keyOf(one) === reached.current);
    const next =
      from < 0 ? (by > 0 ? 0 : found.length - 1) : (from + by + found.length) % found.length;
    const [difference, spot] = found[next] as [Difference, Spot | null];
    reached.current = keyOf(difference);
    a.announce(say("at", { i: next + 1, n: found.length }));
    if (spot) go(atSpot(shown, spot));
    else if (rest) focusRest(panel.current, reached.current);
    else {
      setRest(true);
      line.current = reached.current;
    }
  };
  const history = (undo: boolean) => {
    const editor = c.editors[last];
    const { replica, t } = editor;
    const label = labelText(t, undo ? replica.undoLabel : replica.redoLabel);
    if (editor.readOnly.peek() || !(undo ? replica.undo() : replica.redo())) return;
    a.announce(`${nameOf(c, last)}: ${undo ? t("undone", { what: label }) : t("redo")}`);
  };
  const menu = (difference: Difference | undefined, side: Side, anchor: Element) => {
    const items = menuOf(c, difference, side, setLast);
    if (!difference || !items.length) return;
    const what = titleIn(c, difference) || a.t("untitled");
    openMenu({ anchor, items, label: a.t("actions_for", { what }) });
  };
  const differenceOf = (slot: Slot) => {
    const { side, ids } = slot;
    const other = otherSide(side);
    return differences.of(side, ids[side]) ?? differences.of(other, ids[other]);
  };

  const held = holdsFocus(panel.current);
  useLayoutEffect(() => {
    if (line.current) focusRest(panel.current, line.current);
    line.current = "";
    // A line that is settled goes, and must not take the focus with it.
    if (!held || !isLost(focusedIn(panel.current))) return;
    panel.current?.querySelector<HTMLElement>(LEFT)?.focus();
  });

  const empty = grid.columns.length === 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: undo works wherever the focus is
    <section
      ref={panel}
      class="cjm-compare"
      onKeyDown={(event) =>
        onPanelKey(event, { step, undo: () => history(true), redo: () => history(false) })
      }
    >
      <Tools c={c} only={only} last={last} onOnly={setOnly} onStep={step} onHistory={history} />
      {empty && <p class="cjm-hint cjm-compare-hint">{a.t("empty_title")}</p>}
      {only && !found.length ? (
        <p class="cjm-hint cjm-compare-hint">{say("none")}</p>
      ) : (
        <Sheet
          c={c}
          shown={shown}
          cursor={here}
          editing={editing}
          wanted={wanted}
          go={go}
          edit={(at) => {
            setCursor(at);
            setLast(at.side);
            setEditing(true);
            wanted.current = "reveal";
          }}
          done={(how) => {
            setEditing(false);
            if (how !== "blur") wanted.current = "focus";
          }}
          menu={(slot, anchor) => menu(differenceOf(slot), slot.side, anchor)}
          take={(slot) => {
            const difference = differenceOf(slot);
            if (difference && !c.editors[slot.side].readOnly.peek()) {
              take(c, difference, otherSide(slot.side));
            }
          }}
        />
      )}
      <Rest
        c={c}
        open={rest}
        onOpen={setRest}
        found={found.flatMap(([one, spot]) => (spot ? [] : [one]))}
        onMenu={menu}
      />
    </section>
  );
}

/** The rows and columns in which something differs, and the names above them. */
function onlyDifferent(
  grid: Grid,
  c: Comparison,
  found: readonly (readonly [Difference, Spot | null])[],
): Shown {
  const [rows, columns] = [new Set(["#phases", "#touchpoints"]), new Set<string>()];
  for (const [{ type, ids, kinds }, spot] of found) {
    // What moved differs where it was, too.
    const old = kinds.includes("moved") ? grid.spotOf(type, 0, ids[0] ?? "") : undefined;
    for (const at of [spot, old]) {
      if (!at) continue;
      rows.add(at.row);
      columns.add(at.col);
    }
  }
  const channels = (id: string | null, side: Side) =>
    c.differences.of(side, id)?.fields.includes("channels") ?? false;
  const inChannels = grid.columns.some(({ ids }) => channels(ids[0], 0));
  return {
    grid,
    rows: grid.rows.filter(({ key, kind }) => rows.has(key) || (kind === "channels" && inChannels)),
    columns: begun(grid.columns.filter(({ key }) => columns.has(key))),
  };
}

function focusRest(panel: HTMLElement | null, key: string): void {
  for (const line of panel?.querySelectorAll<HTMLElement>("[data-rest]") ?? []) {
    if (line.dataset.rest !== key) continue;
    line.focus({ preventScroll: true });
    line.scrollIntoView?.({ block: "nearest" });
  }
}
