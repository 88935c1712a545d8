import { useLayoutEffect, useRef } from "preact/hooks";
import { cardsAt, cardsOf, holdsCards } from "../../core/commands";
import type { Lane } from "../../core/schema.gen";
import { IconButton } from "../../ui/IconButton";
import { InlineText } from "../../ui/InlineText";
import { Icon, iconOf } from "../../ui/icons";
import { memo } from "../memo";
import type { Actions } from "./actions";
import { Bands, bandsOf } from "./Band";
import { CardCell } from "./CardCell";
import { ChannelCell } from "./ChannelCell";
import { EmotionLane, emotionHeight } from "./EmotionLane";
import { channelsOf, factsOf, marksOf } from "./facts";
import { Legend } from "./Legend";
import { HEADER } from "./navigate";
import { columnClass, isHere, MenuButton, RowHeader, type Window } from "./parts";
import { dimmed, shownCards } from "./sieve";
import { StandIn } from "./TouchpointRow";
import { useView } from "./view";

interface LaneRowProps {
  act: Actions;
  lane: Lane;
  /** `aria-rowindex`. */
  row: number;
  window: Window;
}

/** One lane: its header, its cells, and the line under it. */
export function LaneRow({ act, lane: record, row, window }: LaneRowProps) {
  const view = useView();
  const sizing = view.sizing.value;
  const lane = sizing?.lane === record.id ? { ...record, height: sizing.height } : record;
  const { editor } = view;
  const box = useRef<HTMLDivElement>(null);
  useSteadyHeight(box, window.whole || lane.collapsed === true);
  const separator = lane.separator ?? "none";
  const editing = view.editing.value;
  const kind = lane.kind ?? "custom";
  const emotion = kind === "emotion" && !lane.collapsed;
  const bands = bandsOf(view.grid(), lane, window);
  const height = emotion ? emotionHeight(view, lane) : (lane.height ?? undefined);
  return (
    // biome-ignore lint/a11y/useSemanticElements: see MapGrid
    // biome-ignore lint/a11y/useFocusableInteractive: the cells are
    <div
      ref={box}
      class={`cjm-row-grid cjm-lane cjm-lane-${kind}${lane.collapsed ? " cjm-folded" : ""}${
        bands.length ? " cjm-banded" : ""
      }${dimmed(view.sift.value?.value, lane.id)}`}
      role="row"
      aria-rowindex={row}
      data-lane-row={lane.id}
      style={height && !lane.collapsed ? { "--lane": `${height}px` } : undefined}
    >
      <RowHeader
        row={lane.id}
        window={window}
        data={{
          "data-id": lane.id,
          "data-type": "lane",
          ...(editor.readOnly.value ? {} : { "data-drag": "" }),
        }}
      >
        <LaneHead
          act={act}
          lane={record}
          editing={editing?.id === lane.id && editing.field === "title"}
          readOnly={editor.readOnly.value}
          language={editor.language.value}
        />
        {emotion && <Legend act={act} lane={lane} here={isHere(window, lane.id, HEADER)} />}
      </RowHeader>
      {lane.collapsed ? (
        <Folded lane={lane} window={window} />
      ) : emotion ? (
        <EmotionLane act={act} lane={lane} window={window} />
      ) : (
        <Cells act={act} lane={lane} window={window} />
      )}
      <Bands act={act} lane={lane} window={window} bands={bands} />
      {separator !== "none" && (
        <div class="cjm-separator" aria-hidden="true">
          <span>{separatorText(editor.t, separator)}</span>
        </div>
      )}
    </div>
  );
}

function separatorText(t: (key: "v_interaction") => string, separator: string): string {
  const known = ["interaction", "visibility", "internal_interaction"].includes(separator);
  return known ? t(`v_${separator}` as "v_interaction") : separator;
}

/**
 * Where columns come and go while scrolling, a row keeps the greatest height it had, so that
 * nothing jumps. An observer reads the height: asking for it would force a layout.
 */
function useSteadyHeight(box: { current: HTMLElement | null }, free: boolean): void {
  useLayoutEffect(() => {
    const row = box.current;
    if (!row) return;
    row.style.minHeight = "";
    if (free || typeof ResizeObserver === "undefined") return;
    let most = 0;
    const observer = new ResizeObserver(([entry]) => {
      const height = Math.ceil(entry?.borderBoxSize[0]?.blockSize ?? 0);
      if (height <= most) return;
      most = height;
      row.style.minHeight = `${height}px`;
    });
    observer.observe(row);
    return () => observer.disconnect();
  }, [box, free]);
}

interface LaneHeadProps {
  act: Actions;
  lane: Lane;
  editing: boolean;
  readOnly: boolean;
  language: string;
}

const LaneHead = memo(function LaneHead({ act, lane, editing, readOnly }: LaneHeadProps) {
  const { editor } = useView();
  const { t } = editor;
  const title = lane.title ?? "";
  return (
    <>
      <Icon name={iconOf(lane.kind ?? "custom")} />
      <InlineText
        class="cjm-rowname"
        value={title}
        label={t("f_title")}
        placeholder={t("untitled")}
        tabIndex={null}
        editOn="dblclick"
        readOnly={readOnly}
        editing={editing}
        onCommit={(text, base) => act.editText(lane.id, "title", text, base)}
        onDone={() => act.back()}
      />
      {!readOnly && (
        <IconButton
          class="cjm-fold"
          icon={lane.collapsed ? "expand" : "collapse"}
          label={t(lane.collapsed ? "expand" : "collapse")}
          size={12}
          tabIndex={-1}
          onClick={() => act.toggle(lane.id, "collapsed")}
        />
      )}
      <MenuButton id={lane.id} name={title} />
      {!readOnly && !lane.collapsed && <span class="cjm-grip" data-resize={lane.id} />}
    </>
  );
});

/** The cells of a collapsed lane: one slim line, with a dot where there is something. */
function Folded({ lane, window }: { lane: Lane; window: Window }) {
  const view = useView();
  const { editor } = view;
  return (
    <>
      {window.columns.map((column) => {
        const there = holdsCards(lane) && column.kind === "touchpoint";
        // Those over the phase are counted once, in its first column.
        const first = column.index === column.group.start;
        const cards = shownCards(view.grid(), column.key, lane.id, first ? cardsAt : cardsOf);
        const n = there ? cards.length : 0;
        return (
          // biome-ignore lint/a11y/useSemanticElements: see MapGrid
          <div
            key={column.kind === "touchpoint" ? column.key : `-${column.key}`}
            class={columnClass(column, window.selected.has(column.key))}
            role="gridcell"
            aria-colindex={column.index + 2}
            data-at={`${lane.id}/${column.key}`}
            data-lane={lane.id}
            data-touchpoint={column.key}
            tabIndex={isHere(window, lane.id, column.key) ? 0 : -1}
          >
            {n > 0 && (
              <span class="cjm-count" title={editor.t("n_cards", { n })}>
                {n}
              </span>
            )}
          </div>
        );
      })}
    </>
  );
}

const NONE: readonly string[] = [];

function Cells({ act, lane, window }: { act: Actions; lane: Lane; window: Window }) {
  const view = useView();
  const { editor } = view;
  const { state } = editor.replica;
  const editing = view.editing.value;
  const readOnly = editor.readOnly.value;
  const language = editor.language.value;
  const selection = editor.selection.value;
  const sieve = view.sift.value?.value;
  const me = view.me.value;
  return (
    <>
      {window.columns.map((column) => {
        const { key } = column;
        const here = isHere(window, lane.id, key);
        const touchpoint = state.record("touchpoint", key);
        if (column.kind !== "touchpoint" || !touchpoint) {
          return <StandIn key={`-${key}`} act={act} column={column} row={lane.id} here={here} />;
        }
        const common = {
          act,
          lane: lane.id,
          laneTitle: lane.title ?? "",
          touchpoint: key,
          touchpointName: touchpoint.name ?? "",
          name: columnClass(column, window.selected.has(key)) + dimmed(sieve, key),
          here,
          item: here ? (window.cursor.item ?? "") : "",
          readOnly,
          language,
        };
        if (lane.kind === "channel") {
          const adding = editing?.id === key && editing.field === "channel";
          const channels = channelsOf(state, touchpoint);
          return <ChannelCell key={key} {...common} channels={channels} adding={adding} />;
        }
        const cards = shownCards(view.grid(), key, lane.id);
        const edited = cards.some((card) => card.id === editing?.id) ? (editing?.id ?? "") : "";
        return (
          <CardCell
            key={key}
            {...common}
            cards={cards}
            facts={cards.map((card) => factsOf(state, card))}
            marks={cards.map((card) => marksOf(state, card.id, me))}
            chosen={cards.filter((card) => selection.includes(card.id)).map((card) => card.id)}
            editing={edited}
            dims={sieve ? cards.flatMap(({ id }) => (sieve.dims(id) ? [id] : [])) : NONE}
            note={sieve?.note ?? ""}
            clipped={lane.height != null}
          />
        );
      })}
    </>
  );
}
