import { useEffect, useMemo, useState } from "preact/hooks";
import { titleOf } from "../../core/commands";
import { useEditor } from "../../editor/context";
import type { PanelProps } from "../../editor/kernel";
import { useView } from "../../editor/map/view";
import { Check, Segmented, Select } from "../../ui/choices";
import { isTable, parseCells } from "../copy/cells";
import { show } from "../copy/show";
import { spotsAt, type Target, targetOf } from "../copy/spots";
import { wordsOf } from "../words";
import { cardsFrom } from "./cards";
import { cardLanes, guessMode, type Meaning, type Mode, readHeader } from "./columns";
import type { Draft } from "./draft";
import { Preview } from "./Preview";
import { touchpointsOf } from "./rows";
import { Troubles } from "./Troubles";
import { TEXTS } from "./texts";

/** More rows than a map has touchpoints. */
const MOST = 10_000;
const MODES: readonly Mode[] = ["touchpoints", "cards"];
/** So many names of what else is new are listed. */
const LISTED = 8;

/** What a person chose, where it is not what the table seems to be. */
interface Choices {
  readonly mode?: Mode;
  readonly headed?: boolean;
  readonly lane?: string;
  readonly columns: Readonly<Record<number, Meaning>>;
}

/** Cells of a spreadsheet on their way into the map: what they become, and what is not read. */
export function Paste({ close, act }: PanelProps) {
  const editor = useEditor();
  const view = useView();
  const say = wordsOf(TEXTS, editor.language.value);
  const [choices, setChoices] = useState<Choices>({ columns: {} });
  const text = view.pasted.value;
  const all = useMemo(() => parseCells(text, MOST + 1), [text]);
  // Other cells, other columns
  useEffect(() => setChoices({ columns: {} }), [text]);
  useEffect(
    () => () => {
      view.pasted.value = "";
    },
    [view],
  );
  const records = editor.records.value;
  view.cursor.value;
  const selected = editor.selection.value;
  const { state } = editor.replica;
  const target = targetOf(view);
  const lanes = cardLanes(state);
  const table = all.slice(0, MOST);
  const guessed = lanes.length ? guessMode(table, isCell(view, target)) : "touchpoints";
  const mode = choices.mode ?? guessed;
  // Read again when the map has changed
  const read = useMemo(
    () => readHeader(state, table, mode, choices.headed),
    [state, all, mode, choices.headed, records],
  );
  const meanings = read.meanings.map((meaning, i) => choices.columns[i] ?? meaning);
  const lane = choices.lane ?? lanes.find(({ id }) => id === target.lane)?.id ?? lanes[0]?.id ?? "";
  const from = read.headed ? 2 : 1;
  const key = meanings.join("\u0000");
  const { touchpoint, phase } = target;
  // Made anew when anything it is made of has changed
  const draft = useMemo((): Draft => {
    const rows = read.headed ? table.slice(1) : table;
    return mode === "cards"
      ? cardsFrom(state, { rows, meanings, lane, touchpoint, from })
      : touchpointsOf(state, { rows, meanings, spots: spotsAt(view), t: editor.t, from });
  }, [state, all, read, mode, key, lane, touchpoint, phase, selected, records]);

  if (!table.length) return <Empty />;
  const choose = (column: number, meaning: Meaning) => {
    const columns: Record<number, Meaning> = { ...choices.columns, [column]: meaning };
    const many = meaning.startsWith("lane") && meaning !== "lane";
    const before = many || !meaning ? -1 : meanings.indexOf(meaning);
    // Two columns cannot both be the name.
    if (before >= 0 && before !== column) columns[before] = "";
    setChoices({ ...choices, columns });
  };
  const insert = () => {
    if (!draft.command || !act.run(draft.command)) return;
    close();
    show(view, act, draft.made);
    editor.announce(say("inserted", { n: draft.made.length }));
  };
  const where = goes(view, target, mode === "cards", meanings);
  const made = mode === "cards" ? "makes_cards" : "makes_touchpoints";
  return (
    <div class="cjm-paste">
      <p class="cjm-hint">
        {say("size", { rows: table.length, columns: meanings.length })}{" "}
        <button
          type="button"
          class="cjm-link"
          onClick={() => {
            view.pasted.value = "";
          }}
        >
          {say("other_cells")}
        </button>
      </p>
      {all.length > MOST && <p class="cjm-hint">{say("too_many", { n: MOST })}</p>}
      {lanes.length > 0 && (
        <div class="cjm-f">
          <span class="cjm-f-label">{say("become")}</span>
          <Segmented
            label={say("become")}
            value={mode}
            options={MODES.map((value) => ({ value, label: say(value) }))}
            onChange={(next) => setChoices({ ...choices, mode: next, columns: {} })}
          />
        </div>
      )}
      {mode === "cards" && (
        <div class="cjm-f">
          <span class="cjm-f-label">{say("into_lane")}</span>
          <Select
            label={say("into_lane")}
            value={lane}
            options={lanes.map(({ id, title }) => ({
              value: id,
              label: title || editor.t("untitled"),
            }))}
            onChange={(next) => setChoices({ ...choices, lane: next })}
          />
        </div>
      )}
      <p class="cjm-hint cjm-paste-where" dir="auto">
        {say(where.key, { what: where.what })}
      </p>
      <Check
        label={say("headed")}
        checked={read.headed}
        onChange={(headed) => setChoices({ ...choices, headed, columns: {} })}
      />
      <Preview
        rows={table}
        headed={read.headed}
        meanings={meanings}
        mode={mode}
        unread={draft.unread}
        onChoose={choose}
      />
      <div class="cjm-paste-foot">
        <p role="status" dir="auto">
          <b>{draft.made.length ? say(made, { n: draft.made.length }) : say("makes_nothing")}</b>
          {draft.also.length > 0 && <small>{say("makes_also", { names: alsoOf(draft) })}</small>}
        </p>
        <button type="button" class="cjm-solid" disabled={!draft.command} onClick={insert}>
          {say("insert")}
        </button>
        <button type="button" class="cjm-outline" onClick={close}>
          {say("cancel")}
        </button>
      </div>
      <Troubles rows={table} meanings={meanings} unread={draft.unread} />
    </div>
  );
}

/** Where cells are pasted when no event has brought them. */
function Empty() {
  const editor = useEditor();
  const view = useView();
  const say = wordsOf(TEXTS, editor.language.value);
  return (
    <div class="cjm-paste">
      <p class="cjm-hint">{say("how")}</p>
      <textarea
        class="cjm-box cjm-paste-cells"
        rows={4}
        dir="auto"
        aria-label={say("cells")}
        onPaste={(event) => {
          event.preventDefault();
          const read = (type: string) => event.clipboardData?.getData(type) ?? "";
          view.clipboard.current?.put({ html: read("text/html"), text: read("text/plain") });
        }}
        onInput={(event) => {
          const { value } = event.currentTarget;
          if (isTable(value)) view.pasted.value = value;
        }}
      />
    </div>
  );
}

function isCell(view: ReturnType<typeof useView>, { touchpoint, lane }: Target): boolean {
  const lanes = cardLanes(view.grid().state);
  return touchpoint !== undefined && lanes.some(({ id }) => id === lane);
}

/** Where the rows go, in words. */
function goes(
  view: ReturnType<typeof useView>,
  target: Target,
  cards: boolean,
  meanings: readonly Meaning[],
) {
  const { state } = view.grid();
  const name = (id: string | null | undefined) => {
    const record = state.get(id ?? "");
    return (record && titleOf(record)) || view.editor.t("untitled");
  };
  if (cards) {
    if (target.touchpoint) return { key: "goes_on", what: name(target.touchpoint) } as const;
    const column = meanings.indexOf("touchpoint");
    return column < 0
      ? ({ key: "goes_nowhere", what: "" } as const)
      : ({ key: "goes_end", what: "" } as const);
  }
  if (meanings.includes("phase")) return { key: "goes_phases", what: "" } as const;
  const { phase, gap } = spotsAt(view).touchpoint;
  const before = state.siblings("touchpoint", phase).find(([order]) => order === gap[0]);
  if (before && target.touchpoint) return { key: "goes_after", what: name(before[1]) } as const;
  return phase === null
    ? ({ key: "goes_end", what: "" } as const)
    : ({ key: "goes_phase", what: name(phase) } as const);
}

function alsoOf({ also }: Draft): string {
  const names = also.map(titleOf).filter(Boolean);
  return names.slice(0, LISTED).join(", ") + (names.length > LISTED ? " …" : "");
}
