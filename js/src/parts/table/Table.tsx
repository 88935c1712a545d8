import { useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { titleField } from "../../core/commands";
import { useEditor } from "../../editor/context";
import { openRecord } from "../../editor/inspector/trail";
import type { PanelProps } from "../../editor/kernel";
import { useView } from "../../editor/map/view";
import type { Translator } from "../../i18n";
import { Check, Select } from "../../ui/choices";
import { IconButton } from "../../ui/IconButton";
import { focusedIn } from "../../ui/keys";
import { Popover } from "../../ui/Popover";
import { wordsOf } from "../words";
import { columnsOf, isTable, type Table as Name, TABLES, usualOf } from "./columns";
import { type Cursor, HEAD, type Typing } from "./cursor";
import { adderOf } from "./edits";
import { naturalOrder, type Sort, settled, sortedBy } from "./order";
import { Sheet } from "./Sheet";
import { columnLabel, type Telling } from "./show";
import { type Key, TEXTS } from "./texts";

/** What is remembered of the tables while the map is looked at. */
interface Kept {
  table: Name;
  cursor: Cursor;
  sort: Sort | null;
  columns: Partial<Record<Name, ReadonlySet<string>>>;
}

const FIRST: Kept = {
  table: "touchpoint",
  cursor: { row: "", column: "" },
  sort: null,
  columns: {},
};

/** One kind of record at a time as a table: every cell is edited where it stands. */
export function Table({ close, act }: PanelProps) {
  const editor = useEditor();
  const view = useView();
  const language = editor.language.value;
  const readOnly = editor.readOnly.value;
  const say = wordsOf(TEXTS, language);
  const { state } = editor.replica;
  const own = (key: string) => (key in TEXTS.en ? say(key as Key) : undefined);
  const t = translatorOf(editor.t, own);
  const tell: Telling = { state, t, language, own };

  const [kept, setKept] = useState((view.kept.get("table") as Kept | undefined) ?? FIRST);
  view.kept.set("table", kept);
  const { table, sort, cursor } = kept;
  const keep = (some: Partial<Kept>) => setKept((before) => ({ ...before, ...some }));
  const [typing, setTyping] = useState<Typing | null>(null);
  const wanted = useRef<{ row: string; focus: boolean } | null>(null);

  const records = view.records.value;
  const layout = view.layout.value;
  // Listed anew when the map has changed
  const rows = useMemo(
    () => settled(sort, naturalOrder(state, layout, table)),
    [state, layout, table, sort, records],
  );
  const chosen = kept.columns[table] ?? usualOf(table);
  const all = useMemo(() => columnsOf(table), [table]);
  const columns = all.filter(({ name }, i) => i === 0 || chosen.has(name));

  const open = (next: Name, row = "", column = "") => {
    setTyping(null);
    const stays = next === table ? {} : { sort: null };
    keep({ table: next, cursor: { row, column }, ...stays });
    if (row) wanted.current = { row, focus: false };
  };
  /** Sorted upwards, downwards, and as on the map again. */
  const sortBy = (name: string) => {
    const column = all.find((each) => each.name === name);
    if (!column) return;
    const again = sort?.column === name;
    if (again && !sort.up) return keep({ sort: null });
    const up = !again;
    const natural = naturalOrder(state, layout, table);
    keep({ sort: { column: name, up, ids: sortedBy(tell, natural, column, up) } });
    editor.announce(
      say(up ? "sorted_up" : "sorted_down", { what: columnLabel(tell, table, column) }),
    );
  };
  const adder = readOnly ? null : adderOf(view, act, table, cursor.row);
  const addRow = () => {
    const id = adder?.();
    if (!id) return;
    act.select([id]);
    const column = columns[0];
    keep({ cursor: { row: id, column: column?.name ?? "" } });
    if (column?.kind === "control")
      setTyping({ row: id, column: column.name, typed: "", fresh: true });
    wanted.current = { row: id, focus: column?.kind !== "control" };
  };
  const doomed = editor.selection.value.filter((id) => state.get(id)?.type === table);
  const remove = (row?: string) => {
    const ids = row && !doomed.includes(row) ? [row] : doomed;
    if (ids.length) act.remove(ids);
  };
  const openMenu = (row: string, anchor: Element | { x: number; y: number }) => {
    const ids = doomed.includes(row) ? doomed : [row];
    const details = {
      label: t("inspector"),
      icon: "panel" as const,
      shortcut: "Alt Enter",
      onSelect: () => openRecord(editor, row),
    };
    const whole = t("actions_for", { what: act.nameOf(row) });
    if (readOnly) {
      view.openMenu({ anchor, items: [details], label: whole });
      return;
    }
    const add = adder
      ? [{ label: say("add_row"), icon: "plus" as const, shortcut: "Insert", onSelect: addRow }]
      : [];
    const label = say("remove_rows", { n: ids.length });
    const items = [
      details,
      ...add,
      {
        label,
        icon: "trash" as const,
        shortcut: "Ctrl Del",
        danger: true,
        onSelect: () => remove(row),
      },
    ];
    view.openMenu({ anchor, items, label: whole });
  };

  // What "+ Add" in the header has made is named here, in the table it belongs to.
  useSignalEffect(() => {
    const editing = view.editing.value;
    const record = editing && state.get(editing.id);
    if (!editing || !record || !isTable(record.type)) return;
    // A persona is named in the header, where its chip is, unless it is seen here.
    if (record.type === "persona" && kept.table !== "persona") return;
    const column = titleField(record.type);
    if (editing.field !== column) return;
    view.editing.value = null;
    open(record.type, record.id, column);
    setTyping({ row: record.id, column, typed: "", fresh: editing.fresh === true });
  });
  // A selection made elsewhere (code, search, another view) is brought into view.
  useSignalEffect(() => {
    const now = editor.selection.value;
    if (now === view.own.selection) return;
    view.own.selection = now;
    const type = state.get(now[0] ?? "")?.type;
    if (type === kept.table && !typing) wanted.current = { row: now[0] as string, focus: false };
  });
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const stage = root.current?.closest<HTMLElement>(".cjm-place");
    const selected = editor.selection.peek()[0] ?? "";
    const row = rows.includes(selected) ? selected : (rows[0] ?? "");
    if (!rows.includes(cursor.row)) keep({ cursor: { row, column: "" } });
    const focus = stage !== undefined && stage !== null && focusedIn(stage) === stage;
    wanted.current = { row: rows.includes(cursor.row) ? cursor.row : row, focus };
  }, []);

  const label = say(table);
  const tables = TABLES.map((name) => ({
    value: name,
    label: `${say(name)} (${state.count(name)})`,
  }));
  return (
    <div ref={root} class="cjm-sheet">
      <div class="cjm-sheet-bar">
        <IconButton icon="view" label={t("map")} text={t("map")} onClick={close} />
        <Select
          class="cjm-which"
          value={table}
          label={say("which")}
          options={tables}
          onChange={(next) => isTable(next) && open(next)}
        />
        {!readOnly && (
          <IconButton
            icon="plus"
            label={say("add_row")}
            text={say("add_row")}
            disabled={!adder}
            onClick={addRow}
          />
        )}
        {!readOnly && (
          <IconButton
            icon="trash"
            label={say("remove_rows", { n: doomed.length })}
            text={doomed.length > 1 ? String(doomed.length) : undefined}
            disabled={doomed.length === 0}
            onClick={() => remove()}
          />
        )}
        <span class="cjm-sheet-gap" />
        <Columns
          title={say("columns")}
          names={all.slice(1).map((each) => [each.name, columnLabel(tell, table, each)])}
          chosen={chosen}
          onChange={(next) => keep({ columns: { ...kept.columns, [table]: next } })}
        />
      </div>
      <Sheet
        key={table}
        act={act}
        tell={tell}
        table={table}
        label={label}
        columns={columns}
        rows={rows}
        sort={sort}
        cursor={cursor}
        typing={typing}
        sortHint={say("sort")}
        wanted={wanted}
        setCursor={(next) => keep({ cursor: next })}
        setTyping={setTyping}
        onSort={sortBy}
        onAdd={addRow}
        onRemove={() => remove(cursor.row === HEAD ? undefined : cursor.row)}
        onMenu={openMenu}
      />
      {rows.length === 0 && <p class="cjm-grid-empty">{say("empty", { what: label })}</p>}
    </div>
  );
}

/** The words of the editor, and those of fields and values that only tables show. */
function translatorOf(t: Translator, own: Telling["own"]): Translator {
  return (key, vars) => {
    if (key === "other_value") return own(`v_${vars?.value}`) ?? t(key, vars);
    return t(key, vars);
  };
}

interface ColumnsProps {
  title: string;
  names: readonly (readonly [name: string, label: string])[];
  chosen: ReadonlySet<string>;
  onChange(chosen: ReadonlySet<string>): void;
}

/** Which columns are shown. */
function Columns({ title, names, chosen, onChange }: ColumnsProps) {
  const [anchor, setAnchor] = useState<Element | null>(null);
  return (
    <>
      <IconButton
        icon="panel"
        label={title}
        text={title}
        expanded={anchor !== null}
        onClick={(event) => setAnchor(anchor ? null : (event.currentTarget as Element))}
      />
      {anchor && (
        <Popover anchor={anchor} label={title} class="cjm-columns" onClose={() => setAnchor(null)}>
          {names.map(([name, label]) => (
            <Check
              key={name}
              label={label}
              checked={chosen.has(name)}
              onChange={(on) => {
                const next = new Set(chosen);
                if (on) next.add(name);
                else next.delete(name);
                onChange(next);
              }}
            />
          ))}
        </Popover>
      )}
    </>
  );
}
