import { useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { spanned, toggled } from "../../core/selection";
import { useEditor } from "../../editor/context";
import type { PanelProps } from "../../editor/kernel";
import { EmptyMap } from "../../editor/map/EmptyMap";
import { holdsFocus, isLost } from "../../editor/map/focus";
import { useView } from "../../editor/map/view";
import { IconButton } from "../../ui/IconButton";
import { focusedIn } from "../../ui/keys";
import { nearest, rowOf, useRows } from "../window";
import { wordsOf } from "../words";
import { onTreeKey } from "./keys";
import { Line } from "./Line";
import { editingOf, editLine, menuOf } from "./menu";
import { above, keyOf, openBy, type Row, rowsOf, selects, turnedBy } from "./rows";
import { TEXTS } from "./texts";

/** Height of a line of one row of text, in px. */
const LINE = 33;

/** What is remembered of an outline while the map is looked at. */
interface Kept {
  turned: ReadonlySet<string>;
  active: string;
}

/** The whole map as a tree with one tab stop, of which only the lines in view exist. */
export function Outline({ close, act }: PanelProps) {
  const editor = useEditor();
  const view = useView();
  const { t, replica } = editor;
  const { state } = replica;
  const say = wordsOf(TEXTS, editor.language.value);
  const kept = (view.kept.get("outline") ?? { turned: new Set(), active: "" }) as Kept;
  const [turned, setTurned] = useState(kept.turned);
  const [active, setActive] = useState(kept.active);
  view.kept.set("outline", { turned, active } satisfies Kept);

  const records = view.records.value;
  const layout = view.layout.value;
  // Listed anew when the map has changed
  const rows = useMemo(
    () => rowsOf(state, layout, openBy(turned)),
    [state, layout, turned, records],
  );
  const keys = useMemo(() => rows.map((row) => row.key), [rows]);
  const window = useRows(keys, LINE, 0, (row) => row);

  /** Where the tab stop is; near where it was when its line is gone. */
  const before = useRef(keys);
  const there = keys.includes(active);
  if (there) before.current = keys;
  const at = keys.indexOf(there ? active : (nearest(before.current, active, keys) ?? ""));
  const current = rows[at];

  const go = (key: string, focus = true) => {
    setActive(key);
    window.show(key, focus);
  };
  /** Unfolds what a record is in and goes there. */
  const reveal = (id: string, focus: boolean) => {
    const key = keyOf(state, id);
    if (key === undefined) return;
    const isOpen = openBy(turned);
    const folded = above(state, key).filter((line) => !isOpen(line.key, line.kind));
    if (folded.length)
      setTurned(
        turnedBy(
          turned,
          folded.map((line) => line.key),
        ),
      );
    go(key, focus);
  };
  const toggle = (row: Row) => {
    if (row.open !== undefined) setTurned(turnedBy(turned, [row.key]));
  };
  const turnAll = (unfolded: boolean) => {
    const all = rowsOf(state, layout, () => true).filter((row) => row.open !== undefined);
    const odd = all.filter(({ kind }) => (kind !== "touchpoint") !== unfolded);
    setTurned(new Set(odd.map((row) => row.key)));
    if (current && !unfolded)
      setActive(rows.find((row) => row.level === 1 && row.i === 1)?.key ?? "");
  };

  // What actions mean for the map, they mean here: where one is afterwards, and what is typed.
  const held = holdsFocus(window.box.current);
  useLayoutEffect(() => {
    const { wanted } = view;
    const asked = wanted.focus;
    wanted.focus = false;
    wanted.reveal = false;
    wanted.select = undefined;
    if (!current || view.editing.peek()) return;
    // It may have moved to where the outline is folded.
    if (asked && !there && keyOf(state, active) !== undefined) reveal(active, true);
    else if (asked || (held && isLost(focusedIn(window.box.current)))) go(current.key);
  });
  useSignalEffect(() => {
    const editing = view.editing.value;
    if (!editing) return;
    const line = editingOf(editing);
    if (line) {
      if (!openBy(turned)(editing.id, "touchpoint")) setTurned(turnedBy(turned, [editing.id]));
      go(line, false);
    } else reveal(editing.id, false);
  });
  // A selection made elsewhere (code, search, another view) is brought into view.
  useSignalEffect(() => {
    const now = editor.selection.value;
    if (now === view.own.selection) return;
    view.own.selection = now;
    const key = keyOf(state, now[0] ?? "");
    if (key === undefined) return;
    // Who is at work keeps their place; who is typing is not even shown another one.
    if (!holdsFocus(window.box.current)) reveal(key, false);
    else if (!view.editing.peek()) window.show(key);
  });
  // What is selected when the outline opens; the focus comes along if it was here before.
  useLayoutEffect(() => {
    const stage = window.box.current?.closest<HTMLElement>(".cjm-place");
    const focus = stage !== undefined && stage !== null && focusedIn(stage) === stage;
    const selected = editor.selection.peek()[0] ?? "";
    if (keyOf(state, selected) !== undefined) reveal(selected, focus);
    else if (current) go(current.key, focus);
  }, []);

  const onFocusIn = (event: FocusEvent) => {
    const target = event.target as HTMLElement;
    if (target.tagName === "INPUT" || target.tagName === "TEXTAREA") return;
    const key = target.closest<HTMLElement>("[data-row]")?.dataset.row;
    const row = rows.find((other) => other.key === key);
    if (!row || key === undefined) return;
    if (key !== active) setActive(key);
    if (modified.current) return;
    const id = selects(row);
    const now = editor.selection.peek();
    if (id && !(target === event.currentTarget) && !now.includes(id)) act.select([id]);
  };
  const modified = useRef(false);
  const onClick = (event: MouseEvent) => {
    const held = modified.current;
    modified.current = false;
    const target = event.target as HTMLElement;
    const id = target.closest<HTMLElement>("[data-id]")?.dataset.id;
    if (!id || target.closest("button,input,textarea")) return;
    const now = editor.selection.peek();
    if (!held) act.select([id]);
    else if (event.shiftKey && state.record("touchpoint", id)) {
      act.select(spanned(state, layout, now, id));
    } else act.select(toggled(state, now, id));
  };
  const openMenu = (row: Row, anchor: Element | { x: number; y: number }) => {
    const items = menuOf(view, act, row, say("add_card_to"));
    const label = t("actions_for", { what: act.nameOf(row.id) });
    if (items.length && !editor.readOnly.peek()) view.openMenu({ anchor, items, label });
    return items.length > 0;
  };
  const onContextMenu = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    const key = target.closest<HTMLElement>("[data-row]")?.dataset.row;
    const row = rows.find((other) => other.key === key);
    if (!row || editor.readOnly.peek() || target.closest("textarea,input")) return;
    if (!openMenu(row, { x: event.clientX, y: event.clientY })) return;
    event.preventDefault();
    // JupyterLab opens its own menu on top of ours whatever is prevented.
    event.stopPropagation();
  };
  const typed = useRef({ text: "", at: 0 });

  if (rows.length === 0) return <EmptyMap act={act} />;
  const editing = view.editing.value;
  const editingKey = editing ? (editingOf(editing) ?? keyOf(state, editing.id)) : undefined;
  const selection = editor.selection.value;
  const shown = rows.slice(window.first, window.last + 1);
  const inView = at >= window.first && at <= window.last;
  return (
    <div class="cjm-sheet">
      <div class="cjm-sheet-bar">
        <IconButton icon="view" label={t("map")} text={t("map")} onClick={close} />
        <span class="cjm-sheet-gap" />
        <IconButton
          icon="expand"
          label={say("unfold_all")}
          text={say("unfold_all")}
          onClick={() => turnAll(true)}
        />
        <IconButton
          icon="collapse"
          label={say("fold_all")}
          text={say("fold_all")}
          onClick={() => turnAll(false)}
        />
      </div>
      <div
        ref={window.box}
        class="cjm-tree"
        role="tree"
        aria-label={say("label")}
        aria-multiselectable="true"
        tabIndex={inView ? -1 : 0}
        onScroll={window.onScroll}
        onKeyDown={(event) =>
          onTreeKey(event, {
            view,
            act,
            rows,
            at,
            typed: typed.current,
            mean: say("mean"),
            go,
            toggle,
            turn: (some) => setTurned(turnedBy(turned, some)),
            menu: (row) => openMenu(row, rowOf(window.box.current, row.key) as Element),
          })
        }
        onFocusIn={onFocusIn}
        onPointerDown={(event) => {
          const { shiftKey, ctrlKey, metaKey } = event;
          modified.current = view.several.peek() || shiftKey || ctrlKey || metaKey;
        }}
        onClick={onClick}
        onContextMenu={onContextMenu}
      >
        <div role="presentation" style={{ height: `${window.above}px` }} />
        {shown.map((row) => (
          <Line
            key={row.key}
            row={row}
            act={act}
            say={say}
            here={row.key === current?.key}
            selected={row.kind !== "lane" && row.key === row.id && selection.includes(row.id)}
            editing={row.key === editingKey}
            onToggle={() => toggle(row)}
            onEdit={() => editLine(view, act, row, say("mean"))}
            onDone={(how) => {
              view.editing.value = null;
              if (how !== "blur") window.show(row.key, true);
            }}
            onMenu={(anchor) => openMenu(row, anchor)}
          />
        ))}
        <div role="presentation" style={{ height: `${window.below}px` }} />
      </div>
    </div>
  );
}
