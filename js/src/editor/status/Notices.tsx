import type { Notice } from "../../core/replica";
import { Banner } from "../../ui/messages";
import type { EditorApi } from "../context";

/** What could not be kept as it was made: it stays here until it is dismissed or restored. */
export function Notices({ editor }: { editor: EditorApi }) {
  editor.version.value;
  editor.language.value;
  const { t, replica } = editor;
  return (
    // biome-ignore lint/a11y/useSemanticElements: must be there before it has something to say
    <div class="cjm-notices" role="region" aria-label={t("notices")} aria-live="polite">
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
  if (notice.kind === "info") return notice.message;
  const head = t("edit_rejected", { label: notice.label ?? "" });
  const quoted = typedText(notice);
  const kept = quoted ? ` “${quoted}”` : "";
  // The usual reason is said in the reader's language; the kernel's own words serve the rest.
  const reason = notice.code === "removed" ? t("rejected_removed") : notice.message;
  return `${head}${kept}. ${reason}`;
}

const SHOWN = 200;

/** The words of the refused edit, so that they can at least be copied from the message. */
function typedText(notice: Notice): string {
  const texts = Object.values(notice.change?.updated ?? {}).flatMap((fields) =>
    Object.values(fields).flatMap(([, next]) => (typeof next === "string" && next ? [next] : [])),
  );
  const all = texts.join(" · ");
  return all.length > SHOWN ? `${all.slice(0, SHOWN)}…` : all;
}
