import type { Group } from "../../core/layout";
import type { Phase } from "../../core/schema.gen";
import { IconButton } from "../../ui/IconButton";
import { InlineText } from "../../ui/InlineText";
import { Icon } from "../../ui/icons";
import { memo } from "../memo";
import type { Actions } from "./actions";
import { marksOf } from "./facts";
import { Marks } from "./Marks";
import { PHASES } from "./navigate";
import { at, isHere, MenuButton, RowHeader, shownColumns, tab, type Window } from "./parts";
import { useView } from "./view";

const STAGES = ["before", "during", "after"] as const;

function stageClass(stage: string): string {
  return STAGES.some((known) => known === stage) ? `cjm-${stage}` : "";
}

/** Purchase stages over their phases. Decoration: each phase says its stage in its own name. */
export function StageRow({ window }: { window: Window }) {
  const { editor } = useView();
  const { stages } = window.layout;
  if (stages.every(({ stage }) => stage === "none")) return null;
  return (
    <div class="cjm-row-grid cjm-stages" aria-hidden="true">
      <div class="cjm-rowhead" />
      {stages.map(({ stage, start, count }) => {
        const shown = shownColumns(window, start, count);
        if (shown < 1) return null;
        const known = STAGES.find((name) => name === stage);
        const text = known ? editor.t(shown > 1 ? `stage_${known}` : `v_${known}`) : "";
        return (
          <div
            key={start}
            class={`cjm-stage-band ${stageClass(stage)}`}
            style={{ gridColumnEnd: `span ${shown}` }}
          >
            <span class="cjm-stick">{stage === "none" ? "" : text || stage}</span>
          </div>
        );
      })}
    </div>
  );
}

export function PhaseRow({ act, window }: { act: Actions; window: Window }) {
  const view = useView();
  const { editor } = view;
  const { state } = editor.replica;
  const editing = view.editing.value;
  const me = view.me.value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see MapGrid
    // biome-ignore lint/a11y/useFocusableInteractive: the cells are
    <div class="cjm-row-grid cjm-phases" role="row" aria-rowindex={1}>
      <RowHeader row={PHASES} window={window} class="cjm-corner">
        <span class="cjm-hidden">{editor.t("phases")}</span>
      </RowHeader>
      {[...new Set(window.columns.map((column) => column.group))].map((group) => {
        const shown = shownColumns(window, group.start, group.count);
        const id = group.phase ?? "";
        return (
          <PhaseCell
            key={id}
            act={act}
            phase={state.record("phase", id)}
            stage={group.stage}
            start={group.start}
            count={group.count}
            inside={group.touchpoints.length}
            span={shown}
            marks={id && marksOf(state, id, me)}
            here={isHere(window, PHASES, id)}
            selected={editor.selection.value.includes(id)}
            editing={editing?.id === id && id ? editing.field : ""}
            readOnly={editor.readOnly.value}
            language={editor.language.value}
          />
        );
      })}
    </div>
  );
}

interface PhaseCellProps extends Pick<Group, "stage" | "start" | "count"> {
  act: Actions;
  phase: Phase | undefined;
  inside: number;
  span: number;
  marks: string;
  here: boolean;
  selected: boolean;
  editing: string;
  readOnly: boolean;
  language: string;
}

const PhaseCell = memo(function PhaseCell(props: PhaseCellProps) {
  const { act, phase, stage, editing, readOnly } = props;
  const { editor } = useView();
  const { t } = editor;
  const id = phase?.id ?? "";
  const name = phase?.name ?? "";
  const collapsed = phase?.collapsed === true;
  const known = STAGES.find((one) => one === stage);
  const edge = props.start > 0 ? " cjm-edge" : "";
  const commit = (field: string) => (text: string, base: string) =>
    act.editText(id, field, text, base);
  return (
    // biome-ignore lint/a11y/useSemanticElements: see MapGrid
    <div
      class={`cjm-phase ${stageClass(stage)}${edge}${collapsed ? " cjm-collapsed" : ""}`}
      style={{ gridColumnEnd: `span ${props.span}`, ...(phase?.color && { "--own": phase.color }) }}
      role="columnheader"
      aria-colindex={props.start + 2}
      aria-colspan={props.count}
      aria-expanded={phase ? !collapsed : undefined}
      aria-selected={props.selected}
      data-at={at(PHASES, id)}
      data-id={id}
      data-type="phase"
      data-drag={phase && !readOnly ? "" : undefined}
      tabIndex={tab(props.here)}
    >
      <div class="cjm-stick">
        {phase ? (
          <div class="cjm-phase-name">
            <InlineText
              value={name}
              label={t("f_name")}
              placeholder={t("untitled")}
              tabIndex={null}
              editOn={collapsed ? "none" : "dblclick"}
              readOnly={readOnly}
              editing={editing === "name"}
              onCommit={commit("name")}
              onDone={() => act.back()}
            />
          </div>
        ) : (
          <div class="cjm-phase-name cjm-faint">{t("no_phase")}</div>
        )}
        {phase && (
          <div class="cjm-phase-tools">
            {!readOnly && (
              <IconButton
                icon={collapsed ? "right" : "left"}
                label={t(collapsed ? "expand" : "collapse")}
                size={12}
                tabIndex={-1}
                onClick={() => act.toggle(id, "collapsed")}
              />
            )}
            <MenuButton id={id} name={name} />
          </div>
        )}
        {known && <span class="cjm-hidden">{t(`stage_${known}`)}</span>}
        {collapsed ? (
          <span class="cjm-count" title={t("n_touchpoints", { n: props.inside })}>
            {props.inside}
          </span>
        ) : (
          phase &&
          (phase.description || editing === "description") && (
            <InlineText
              class="cjm-phase-text"
              value={phase.description ?? ""}
              label={t("f_description")}
              multiline
              tabIndex={null}
              editOn="dblclick"
              readOnly={readOnly}
              editing={editing === "description"}
              onCommit={commit("description")}
              onDone={() => act.back()}
            />
          )
        )}
        {!collapsed && <Marks act={act} id={id} marks={props.marks} />}
      </div>
      {phase && !readOnly && !collapsed && (
        <button
          type="button"
          class="cjm-plus-edge"
          tabIndex={-1}
          aria-label={t("add_phase")}
          title={t("add_phase")}
          onClick={() => act.addPhase({ after: id })}
        >
          <Icon name="plus" size={10} />
        </button>
      )}
    </div>
  );
});
