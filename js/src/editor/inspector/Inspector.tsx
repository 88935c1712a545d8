import { useLayoutEffect, useRef } from "preact/hooks";
import { labelOf, phaseOrder } from "../../core/commands";
import { value } from "../../core/fields";
import type { AnyRecord, Touchpoint } from "../../core/schema.gen";
import type { State } from "../../core/state";
import { fieldLabel, isolated, typeLabel } from "../../i18n";
import { IconButton } from "../../ui/IconButton";
import { InlineText } from "../../ui/InlineText";
import { Icon } from "../../ui/icons";
import { focusedIn, isComposing } from "../../ui/keys";
import type { EditorApi } from "../context";
import type { Actions } from "../map/actions";
import { isLost } from "../map/focus";
import { PartLayer } from "../PartPanel";
import { setText } from "./edits";
import { formOf, hasForm, headField, isLong } from "./forms";
import { Groups } from "./Groups";
import { Hint } from "./Hint";
import { useDocument } from "./live";
import { calledOf, endTrail, goBack, stepsOf } from "./trail";

interface InspectorProps {
  editor: EditorApi;
  /** Absent where there is no map to act on. */
  act?: Actions;
}

/** Everything on the selected record, or on the journey when nothing is selected. */
export function Inspector({ editor, act }: InspectorProps) {
  const state = useDocument(editor);
  const { t } = editor;
  const box = useRef<HTMLElement>(null);
  const panel = useRef({ key: 0, id: "", type: "" });
  /** What gets the focus back. */
  const opener = useRef<HTMLElement | null>(null);
  const steps = stepsOf(editor);
  useLayoutEffect(() => {
    endTrail(editor);
    const trail = editor.trail.value;
    if (trail.focus === null || !box.current) return;
    const now = focusedIn(box.current);
    if (now && !isLost(now) && !box.current.contains(now)) opener.current = now;
    const links = [...box.current.querySelectorAll<HTMLElement>("[data-open]")];
    const link = trail.focus && links.find(({ dataset }) => dataset.open === trail.focus);
    // A form begins at its top, with the way back above it.
    if (!link) box.current.scrollTop = 0;
    (link || box.current.querySelector<HTMLElement>("h2"))?.focus();
    editor.trail.value = { ...trail, focus: null };
  });
  if (!editor.inspectorOpen.value) return null;
  const selected = editor.selection.value.filter((id) => state.get(id));
  const record = steps.at(-1);
  const before = steps.at(-2);
  if (record && record.id !== panel.current.id) {
    const { id, type } = record;
    const fresh = type !== panel.current.type || isUsed(box.current);
    panel.current = { key: panel.current.key + Number(fresh), id, type };
  }
  const leave = () => {
    const to = opener.current;
    opener.current = null;
    if (to?.isConnected) to.focus({ preventScroll: true });
    return to?.isConnected === true;
  };
  const close = (event: Event) => {
    // What had the focus goes with the panel; what led here or brings it back gets it.
    const frame = (event.currentTarget as Element).closest(".cjm-frame");
    editor.inspectorOpen.value = false;
    if (!leave())
      frame?.querySelector<HTMLElement>(".cjm-panel-button")?.focus({ preventScroll: true });
  };
  /** True when Escape meant something here. */
  const onEscape = (event: KeyboardEvent & { currentTarget: HTMLElement }): boolean => {
    if (before) {
      goBack(editor);
      return true;
    }
    // Only the drawer that lies over the map goes; the panel beside it is in nobody's way.
    const view = event.currentTarget.ownerDocument.defaultView;
    if (view?.getComputedStyle(event.currentTarget).position !== "absolute") return leave();
    close(event);
    return true;
  };
  return (
    <aside
      ref={box}
      class="cjm-inspector"
      aria-label={t("inspector")}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || isComposing(event) || event.defaultPrevented) return;
        if (onEscape(event)) event.stopPropagation();
      }}
    >
      <IconButton
        class="cjm-inspector-close"
        icon="close"
        label={t("close_inspector")}
        onClick={close}
      />
      {before && (
        <button type="button" class="cjm-link cjm-back" onClick={() => goBack(editor)}>
          <Icon name="left" size={12} />
          <span dir="auto">{t("back_to", { what: calledOf(state, t, before) })}</span>
        </button>
      )}
      {record ? (
        <>
          <Panel key={panel.current.key} editor={editor} record={record} bare={!act} />
          {act && editor.kernel && <PartLayer name="records" act={act} record={record.id} />}
        </>
      ) : (
        selected.length > 1 && (
          <h2 class="cjm-inspector-title">{t("n_selected", { n: selected.length })}</h2>
        )
      )}
    </aside>
  );
}

/**
 * Whether somebody types in the panel, or left something in it that is to be put right. Else all
 * its fields show what the record holds, and the panel may go on to the next record of the type,
 * which costs a fraction of a new one.
 */
function isUsed(box: HTMLElement | null): boolean {
  if (!box) return false;
  return box.contains(focusedIn(box)) || box.querySelector("[aria-invalid=true]") !== null;
}

interface PanelProps {
  editor: EditorApi;
  record: AnyRecord;
  /** Nothing comes for the types that have no form here. */
  bare: boolean;
}

function Panel({ editor, record, bare }: PanelProps) {
  const { t } = editor;
  const state = useDocument(editor);
  const { type } = record;
  const head = headField(type);
  const label = head ? fieldLabel(t, head) : "";
  const here = hasForm(type) || bare || !editor.kernel;
  const asks = head && !editor.readOnly.value && editor.hinted.value(type, head);
  return (
    <>
      <div class="cjm-named" data-field={head}>
        <h2 class="cjm-inspector-title" tabIndex={-1}>
          {head ? (
            <InlineText
              value={String(value(record, head) ?? "")}
              label={label}
              multiline={isLong(head)}
              placeholder={t("untitled")}
              readOnly={editor.readOnly.value}
              onCommit={(text, base) => {
                const change = setText(state, record.id, head, text, base, (replaced) =>
                  t("replaced_text", { what: label, text: replaced }),
                );
                if (change) editor.edit(change, labelOf("edit", type, head));
              }}
            />
          ) : (
            <span dir="auto">{calledOf(state, t, record)}</span>
          )}
        </h2>
        <p class="cjm-inspector-sub">{subtitle(editor, record)}</p>
        {asks && (
          <Hint
            editor={editor}
            type={type}
            name={head}
            label={label}
            language={editor.language.value}
          />
        )}
      </div>
      {here && <Groups editor={editor} record={record} groups={formOf(type)} />}
    </>
  );
}

function subtitle({ t, replica }: EditorApi, record: AnyRecord): string {
  if (record.type !== "touchpoint") return typeLabel(t, record.type);
  const phase = replica.state.record("phase", record.place.parent ?? "");
  const step = stepOf(replica.state, record);
  return `${phase ? isolated(phase.name ?? "") || t("untitled") : t("no_phase")} · ${t("step_of", step)}`;
}

/** Which step of the whole journey a touchpoint is. */
function stepOf(state: State, touchpoint: Touchpoint): { i: number; n: number } {
  let i = 0;
  let n = 0;
  for (const phase of phaseOrder(state)) {
    const row = state.siblings("touchpoint", phase);
    if (phase === (touchpoint.place.parent ?? null)) {
      i = n + row.findIndex(([, id]) => id === touchpoint.id) + 1;
    }
    n += row.length;
  }
  return { i, n };
}
