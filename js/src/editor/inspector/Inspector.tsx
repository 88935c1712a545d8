import { useRef, useState } from "preact/hooks";
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
import { setText } from "./edits";
import { Fields } from "./FieldEditor";
import { formOf, headField, isLong, type Row } from "./forms";
import { useDocument } from "./live";
import { Section } from "./sections";

/** Everything on the selected record, or on the journey when nothing is selected. */
export function Inspector({ editor }: { editor: EditorApi }) {
  const state = useDocument(editor);
  const { t } = editor;
  const box = useRef<HTMLElement>(null);
  const panel = useRef({ key: 0, id: "", type: "" });
  if (!editor.inspectorOpen.value) return null;
  const selected = editor.selection.value.filter((id) => state.get(id));
  const record = shown(state, selected);
  if (record && record.id !== panel.current.id) {
    const { id, type } = record;
    const fresh = type !== panel.current.type || isUsed(box.current);
    panel.current = { key: panel.current.key + Number(fresh), id, type };
  }
  const close = (event: Event) => {
    editor.inspectorOpen.value = false;
    // What had the focus goes with the panel; the button that brings it back gets it.
    const frame = (event.currentTarget as Element).closest(".cjm-frame");
    frame?.querySelector<HTMLElement>(".cjm-panel-button")?.focus({ preventScroll: true });
  };
  return (
    <aside
      ref={box}
      class="cjm-inspector"
      aria-label={t("inspector")}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || isComposing(event) || event.defaultPrevented) return;
        // Only the drawer that lies over the map goes; the panel beside it is in nobody's way.
        const view = event.currentTarget.ownerDocument.defaultView;
        if (view?.getComputedStyle(event.currentTarget).position !== "absolute") return;
        event.stopPropagation();
        close(event);
      }}
    >
      <IconButton
        class="cjm-inspector-close"
        icon="close"
        label={t("close_inspector")}
        onClick={close}
      />
      {selected.length > 1 ? (
        <h2 class="cjm-inspector-title">{t("n_selected", { n: selected.length })}</h2>
      ) : (
        record && <Panel key={panel.current.key} editor={editor} record={record} />
      )}
    </aside>
  );
}

/** A point of the curve is looked at with its touchpoint. */
function shown(state: State, selected: readonly string[]): AnyRecord | undefined {
  const record = state.get(selected[0] ?? "") ?? (state.size > 0 ? state.journey : undefined);
  return record?.type === "experience" ? state.get(record.touchpoint) : record;
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

function Panel({ editor, record }: { editor: EditorApi; record: AnyRecord }) {
  const [opened, setOpened] = useState("");
  const state = useDocument(editor);
  const { t } = editor;
  const more = opened === record.id;
  const head = headField(record.type);
  const form = formOf(record.type);
  const label = head ? fieldLabel(t, head) : "";
  return (
    <>
      {head && (
        <h2 class="cjm-inspector-title" data-field={head}>
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
              if (change) editor.edit(change, labelOf("edit", record.type, head));
            }}
          />
        </h2>
      )}
      <p class="cjm-inspector-sub">
        {subtitle(editor, record)}
      </p>
      <Rows editor={editor} record={record} rows={form.rows} />
      {form.more.length > 0 && (
        <button
          type="button"
          class="cjm-more"
          aria-expanded={more}
          onClick={() => setOpened(more ? "" : record.id)}
        >
          <Icon name={more ? "collapse" : "expand"} size={12} />
          {t("more")}
        </button>
      )}
      {more && <Rows editor={editor} record={record} rows={form.more} />}
    </>
  );
}

function Rows({ rows, ...rest }: { editor: EditorApi; record: AnyRecord; rows: readonly Row[] }) {
  return (
    <>
      {rows.map((row) =>
        typeof row === "string" && row.startsWith("@") ? (
          <Section key={row} name={row} {...rest} />
        ) : (
          <Fields key={String(row)} rows={[row]} {...rest} />
        ),
      )}
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
