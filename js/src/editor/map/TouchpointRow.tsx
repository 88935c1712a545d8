import type { Column } from "../../core/layout";
import type { Channel, Touchpoint } from "../../core/schema.gen";
import { isolated } from "../../i18n";
import { InlineText } from "../../ui/InlineText";
import { Icon } from "../../ui/icons";
import { memo } from "../memo";
import type { Actions } from "./actions";
import { channelsOf, marksOf } from "./facts";
import { Marks } from "./Marks";
import { TOUCHPOINTS } from "./navigate";
import { at, columnClass, isHere, MenuButton, RowHeader, tab, type Window } from "./parts";
import { dimmed } from "./sieve";
import { useView } from "./view";

export function TouchpointRow({ act, window }: { act: Actions; window: Window }) {
  const view = useView();
  const { editor } = view;
  const { state } = editor.replica;
  const editing = view.editing.value;
  const selection = editor.selection.value;
  const readOnly = editor.readOnly.value;
  const language = editor.language.value;
  const sieve = view.sift.value?.value;
  const me = view.me.value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see MapGrid
    // biome-ignore lint/a11y/useFocusableInteractive: the cells are
    <div class="cjm-row-grid cjm-touchpoints" role="row" aria-rowindex={2}>
      <RowHeader row={TOUCHPOINTS} window={window}>
        <Icon name="touchpoint" />
        <span class="cjm-rowname">{editor.t("touchpoints")}</span>
      </RowHeader>
      {window.columns.map((column) => {
        const touchpoint = state.record("touchpoint", column.key);
        const here = isHere(window, TOUCHPOINTS, column.key);
        if (column.kind !== "touchpoint" || !touchpoint) {
          return (
            <StandIn
              key={`-${column.key}`}
              act={act}
              column={column}
              row={TOUCHPOINTS}
              here={here}
              button
            />
          );
        }
        return (
          <TouchpointCell
            key={column.key}
            act={act}
            touchpoint={touchpoint}
            name={columnClass(column, window.selected.has(column.key)) + dimmed(sieve, column.key)}
            note={sieve?.dims(column.key) ? sieve.note : ""}
            channels={channelsOf(state, touchpoint)}
            marks={marksOf(state, touchpoint.id, me)}
            here={here}
            selected={selection.includes(column.key)}
            editing={editing?.id === column.key && editing.field === "name"}
            readOnly={readOnly}
            language={language}
          />
        );
      })}
    </div>
  );
}

/** The column of a phase that shows no touchpoints: collapsed, or empty. */
export function StandIn(props: {
  act: Actions;
  column: Column;
  row: string;
  here: boolean;
  button?: boolean;
}) {
  const { act, column, row, here } = props;
  const { editor } = useView();
  const header = row === TOUCHPOINTS;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: cells of a grid have a column
    <div
      class={columnClass(column, false)}
      role={header ? "columnheader" : "gridcell"}
      aria-colindex={column.index + 2}
      aria-label={header ? act.nameOf(column.key) : undefined}
      data-at={at(row, column.key)}
      data-touchpoint={header ? column.key : undefined}
      tabIndex={tab(here)}
    >
      {props.button && column.kind === "empty" && !editor.readOnly.value && (
        <button
          type="button"
          class="cjm-ghost"
          tabIndex={-1}
          onClick={() => act.addTouchpoint({ phase: column.group.phase })}
        >
          <Icon name="plus" size={12} />
          {editor.t("add_touchpoint")}
        </button>
      )}
    </div>
  );
}

interface TouchpointCellProps {
  act: Actions;
  touchpoint: Touchpoint;
  name: string;
  /** Said of it when nothing in it matches the filter. */
  note: string;
  channels: readonly Channel[];
  marks: string;
  here: boolean;
  selected: boolean;
  editing: boolean;
  readOnly: boolean;
  language: string;
}

const TouchpointCell = memo(function TouchpointCell(props: TouchpointCellProps) {
  const { act, touchpoint, channels, readOnly } = props;
  const { editor } = useView();
  const { t } = editor;
  const { id, intended, in_use: used } = touchpoint;
  const badge = intended === true && used === false ? "intended_not_used" : undefined;
  const unplanned = intended === false && used === true ? "used_not_intended" : undefined;
  const mark = badge ?? unplanned;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see MapGrid
    <div
      class={`${props.name} cjm-touchpoint${props.selected ? " cjm-chosen" : ""}`}
      role="columnheader"
      aria-selected={props.selected}
      data-at={at(TOUCHPOINTS, id)}
      data-id={id}
      data-type="touchpoint"
      data-touchpoint={id}
      data-drag={readOnly ? undefined : ""}
      tabIndex={tab(props.here)}
    >
      {touchpoint.moment_of_truth && (
        <div class="cjm-moment">
          <Icon name="star" size={10} filled />
          {t("f_moment_of_truth")}
        </div>
      )}
      <InlineText
        class="cjm-name"
        value={touchpoint.name ?? ""}
        label={t("f_name")}
        placeholder={t("untitled")}
        tabIndex={null}
        editOn="dblclick"
        readOnly={readOnly}
        editing={props.editing}
        onCommit={(text, base) => act.editText(id, "name", text, base)}
        onDone={() => act.back()}
      />
      {(channels.length > 0 || mark) && (
        <div class="cjm-sub">
          {channels.length > 0 && (
            <span>{channels.map(({ name }) => isolated(name ?? "")).join(" · ")}</span>
          )}
          {mark && <span class="cjm-mark">{t(mark)}</span>}
        </div>
      )}
      {props.note && <span class="cjm-hidden">{props.note}</span>}
      <Marks act={act} id={id} marks={props.marks} />
      <div class="cjm-tools">
        {!readOnly && (
          <button
            type="button"
            class="cjm-ib"
            tabIndex={-1}
            aria-label={t("add_after")}
            title={t("add_after")}
            onClick={() => act.addTouchpoint({ after: id })}
          >
            <Icon name="plus" />
          </button>
        )}
        <MenuButton id={id} name={touchpoint.name ?? ""} />
      </div>
    </div>
  );
});
