import { useLayoutEffect, useRef } from "preact/hooks";
import { labelOf, titleOf, touchpointsOf } from "../../core/commands";
import type { AnyRecord } from "../../core/schema.gen";
import type { EditorApi } from "../../editor/context";
import { setFields } from "../../editor/inspector/edits";
import { openRecord } from "../../editor/inspector/trail";
import { fieldLabel } from "../../i18n";
import { IconButton } from "../../ui/IconButton";
import { OpenLink, TokenField } from "../../ui/TokenField";

/** The touchpoints of a path in their order, a touchpoint maybe more than once. */
export function Steps({ editor, record }: { editor: EditorApi; record: AnyRecord }) {
  const { t, replica } = editor;
  const { state } = replica;
  const readOnly = editor.readOnly.value;
  const steps = record.type === "path" ? (record.steps ?? []) : [];
  const label = fieldLabel(t, "steps");
  const list = useRef<HTMLOListElement>(null);
  /** The row that gets the focus with the next render, and on which of its buttons. */
  const wanted = useRef<{ row: number; button: number } | null>(null);
  useLayoutEffect(() => {
    if (!wanted.current) return;
    const { row, button } = wanted.current;
    wanted.current = null;
    const rows = list.current?.children;
    const buttons = rows?.[Math.min(row, rows.length - 1)]?.querySelectorAll("button");
    const field = list.current?.parentElement?.querySelector("input");
    (buttons?.[button] ?? field)?.focus();
  });
  const nameOf = (id: string) => {
    const touchpoint = state.record("touchpoint", id);
    return (touchpoint && titleOf(touchpoint)) || t("untitled");
  };
  const set = (next: readonly string[]) => {
    const change = setFields(state, record.id, { steps: next });
    return change !== null && editor.edit(change, labelOf("edit", "path", "steps"));
  };
  const move = (at: number, by: -1 | 1) => {
    const next = [...steps];
    const [id] = next.splice(at, 1);
    next.splice(at + by, 0, id as string);
    if (set(next)) wanted.current = { row: at + by, button: by < 0 ? 1 : 2 };
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out
    <div class="cjm-f cjm-steps" role="group" aria-label={label} data-field="steps">
      <span class="cjm-f-label" aria-hidden="true">
        {label}
      </span>
      <ol ref={list}>
        {steps.map((id, at) => (
          <li key={at}>
            <OpenLink id={id} text={nameOf(id)} onOpen={() => openRecord(editor, id)} />
            {!readOnly && (
              <>
                <IconButton
                  icon="up"
                  label={`${t("move_up")}: ${nameOf(id)}`}
                  disabled={at === 0}
                  onClick={() => move(at, -1)}
                />
                <IconButton
                  icon="down"
                  label={`${t("move_down")}: ${nameOf(id)}`}
                  disabled={at === steps.length - 1}
                  onClick={() => move(at, 1)}
                />
                <IconButton
                  icon="close"
                  label={t("remove_what", { what: nameOf(id) })}
                  onClick={() => {
                    if (set(steps.filter((_, i) => i !== at)))
                      wanted.current = { row: at, button: 3 };
                  }}
                />
              </>
            )}
          </li>
        ))}
      </ol>
      {!readOnly && (
        <TokenField
          label={label}
          tokens={[]}
          placeholder={t("add_touchpoint")}
          suggestions={() => touchpointsOf(state).map((id) => ({ key: id, label: nameOf(id) }))}
          onAdd={({ key }) => set([...steps, key])}
          onRemove={() => {}}
        />
      )}
    </div>
  );
}
