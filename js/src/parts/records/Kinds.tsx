import { labelOf } from "../../core/commands";
import type { AnyRecord } from "../../core/schema.gen";
import type { EditorApi } from "../../editor/context";
import { setFields } from "../../editor/inspector/edits";
import { fieldLabel, isKey, typeLabel, valueLabel } from "../../i18n";
import { Check } from "../../ui/choices";
import { kindsOf } from "../votes/rounds";

/** What a round of votes is about; nothing chosen is everything. */
export function Kinds({ editor, record }: { editor: EditorApi; record: AnyRecord }) {
  const { t, replica } = editor;
  const chosen = record.type === "vote_session" ? (record.target_kinds ?? []) : [];
  const label = fieldLabel(t, "target_kinds");
  const wordOf = (kind: string) =>
    isKey(`r_${kind}`) && kind !== "question" ? typeLabel(t, kind) : valueLabel(t, kind);
  if (editor.readOnly.value && chosen.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out
    <div class="cjm-f" role="group" aria-label={label} data-field="target_kinds">
      <span class="cjm-f-label" aria-hidden="true">
        {label}
      </span>
      {editor.readOnly.value ? (
        <div class="cjm-said">{chosen.map(wordOf).join(", ")}</div>
      ) : (
        [...new Set([...kindsOf(replica.state), ...chosen])].map((kind) => (
          <Check
            key={kind}
            checked={chosen.includes(kind)}
            label={wordOf(kind)}
            onChange={(on) => {
              const kinds = on ? [...chosen, kind] : chosen.filter((other) => other !== kind);
              const change = setFields(replica.state, record.id, { target_kinds: kinds });
              if (change) editor.edit(change, labelOf("edit", "vote_session", "target_kinds"));
            }}
          />
        ))
      )}
    </div>
  );
}
