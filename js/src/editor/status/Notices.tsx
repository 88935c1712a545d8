import { titleOf } from "../../core/commands";
import type { Notice } from "../../core/replica";
import { fieldLabel, typeLabel } from "../../i18n";
import { labelText } from "../../i18n/labels";
import { Banner } from "../../ui/messages";
import type { EditorApi } from "../context";
import { OfferNotice } from "./Offer";
import { cut, nameBefore, typedText } from "./typed";

/** What could not be kept as it was made: it stays here until it is dismissed or restored. */
export function Notices({ editor }: { editor: EditorApi }) {
  editor.version.value;
  editor.language.value;
  const { t, keeper, replica } = editor;
  const late = replica.status === "saving" || replica.status === "offline";
  const unkept = late ? (keeper?.unkept ?? 0) : 0;
  const label = nameBefore(editor, t("notices"));
  return (
    // biome-ignore lint/a11y/useSemanticElements: must be there before it has something to say
    <div class="cjm-notices" role="region" aria-label={label} aria-live="polite">
      {keeper?.offer && <OfferNotice editor={editor} keeper={keeper} offer={keeper.offer} />}
      {unkept > 0 && (
        <Banner kind="warning">{nameBefore(editor, t("page_only", { n: unkept }))}</Banner>
      )}
      {replica.notices.map((notice) => (
        <One key={notice.id} editor={editor} notice={notice} />
      ))}
    </div>
  );
}

function One({ editor, notice }: { editor: EditorApi; notice: Notice }) {
  const { t, replica } = editor;
  // Working out what restores a record is not free, so it is asked for once.
  const restore = editor.readOnly.value ? undefined : notice.restore;
  return (
    <Banner
      kind={notice.kind === "rejected" ? "warning" : "info"}
      onDismiss={() => replica.dismiss(notice.id)}
      action={
        restore && {
          label: t(notice.record && typedText(notice.change) ? "restore_text" : "restore"),
          onClick: () => {
            // What cannot be restored stays to be read and downloaded.
            if (editor.edit(restore, "restore")) replica.dismiss(notice.id);
          },
        }
      }
    >
      {nameBefore(editor, text(editor, notice))}
    </Banner>
  );
}

function text({ t, replica }: EditorApi, notice: Notice): string {
  const { kind, code } = notice;
  const record = replica.state.get(notice.record?.id ?? "") ?? notice.record;
  const who = notice.who || t("somebody");
  const words = typedText(notice.change);
  const name = cut((record && titleOf(record)) || t("untitled"));
  const type = record ? typeLabel(t, record.type).toLocaleLowerCase() : "";
  if (kind === "undo-partial") return t("undo_partial");
  if (code === "taken-over") return t("taken_over", { n: notice.count ?? 0 });
  if (code === "text-kept" || code === "text-replaced") {
    const field = fieldLabel(t, notice.field ?? "");
    const key = code === "text-kept" ? "text_kept" : "text_replaced";
    return t(key, { who, name, type, field, text: cut(notice.text ?? "") });
  }
  if (code === "other-document") return t("other_document");
  if (kind === "info") return notice.message;
  const label = labelText(t, notice.label);
  if (code === "removed" && record) {
    return words
      ? t("removed_typing", { who, name, type, text: words })
      : t("removed_before", { who, name, type, label });
  }
  const kept = words ? ` “${words}”` : "";
  // The usual reason is said in the reader's language; the kernel's own words serve the rest.
  const reason = code === "removed" ? t("rejected_removed") : notice.message;
  return `${t("edit_rejected", { label })}${kept}. ${reason}`;
}
