import type { Notice } from "../../core/replica";
import { Banner } from "../../ui/messages";
import type { EditorApi } from "../context";
import { OfferNotice } from "./Offer";
import { typedText } from "./typed";

/** What could not be kept as it was made: it stays here until it is dismissed or restored. */
export function Notices({ editor }: { editor: EditorApi }) {
  editor.version.value;
  editor.language.value;
  const { t, keeper, replica } = editor;
  const late = replica.status === "saving" || replica.status === "offline";
  const unkept = late ? (keeper?.unkept ?? 0) : 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: must be there before it has something to say
    <div class="cjm-notices" role="region" aria-label={t("notices")} aria-live="polite">
      {keeper?.offer && <OfferNotice editor={editor} keeper={keeper} offer={keeper.offer} />}
      {unkept > 0 && <Banner kind="warning">{t("page_only", { n: unkept })}</Banner>}
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
          label: t("restore"),
          onClick: () => {
            // What cannot be restored stays to be read and downloaded.
            if (editor.edit(restore, notice.label ?? t("restore"))) replica.dismiss(notice.id);
          },
        }
      }
    >
      {text(editor, notice)}
    </Banner>
  );
}

function text({ t }: EditorApi, notice: Notice): string {
  if (notice.kind === "undo-partial") return t("undo_partial");
  if (notice.code === "taken-over") return t("taken_over", { n: notice.count ?? 0 });
  if (notice.kind === "info") return notice.message;
  const head = t("edit_rejected", { label: notice.label ?? "" });
  const quoted = typedText(notice.change);
  const kept = quoted ? ` “${quoted}”` : "";
  // The usual reason is said in the reader's language; the kernel's own words serve the rest.
  const reason = notice.code === "removed" ? t("rejected_removed") : notice.message;
  return `${head}${kept}. ${reason}`;
}
