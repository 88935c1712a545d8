import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { remove } from "../../core/commands";
import type { AnyRecord } from "../../core/schema.gen";
import { typeLabel } from "../../i18n";
import { Icon } from "../../ui/icons";
import { OpenLink } from "../../ui/TokenField";
import type { EditorApi } from "../context";
import { openPanel } from "../PartPanel";
import { Fields } from "./FieldEditor";
import { DETAILS } from "./forms";
import { useDocument } from "./live";
import { openRecord } from "./trail";

export interface EntryProps {
  editor: EditorApi;
  record: AnyRecord;
  /** What the entry is called where it is folded away. */
  name: string;
  head: ComponentChildren;
  /** Stands beside the head: the control used most. */
  control?: ComponentChildren;
}

/** One record of a list in the panel; unfolds to its other fields. */
export function Entry({ editor, record, name, head, control }: EntryProps) {
  const [open, setOpen] = useState(false);
  const state = useDocument(editor);
  const { t } = editor;
  const what = typeLabel(t, record.type).toLocaleLowerCase();
  return (
    <div class="cjm-entry" data-record={record.id}>
      <div class="cjm-entry-head">
        <button
          type="button"
          class="cjm-entry-fold"
          aria-expanded={open}
          aria-label={name}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? "collapse" : "expand"} size={12} />
          {control !== undefined && head}
        </button>
        {control ?? head}
      </div>
      {open && (
        <div class="cjm-entry-body">
          <Fields editor={editor} record={record} rows={DETAILS[record.type] ?? []} />
          <OpenLink
            id={record.id}
            text={t("open_what", { what })}
            onOpen={(id) => openRecord(editor, id)}
          />
          {record.type === "experience" && editor.kernel && !editor.readOnly.value && (
            <button
              type="button"
              class="cjm-link cjm-palette-button"
              onClick={() => {
                editor.selection.value = [record.id];
                openPanel(editor, "feeling");
              }}
            >
              <Icon name="feeling" size={12} />
              {t("feeling")}
            </button>
          )}
          {!editor.readOnly.value && (
            <button
              type="button"
              class="cjm-link cjm-remove"
              onClick={() => {
                const found = remove(state, { ids: [record.id] });
                if (found) editor.edit(found.change, found.label);
              }}
            >
              <Icon name="trash" size={12} />
              {t("remove_what", { what })}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
