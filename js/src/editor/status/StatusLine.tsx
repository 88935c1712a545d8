import type { Status } from "../../core/replica";
import type { Translator } from "../../i18n";
import { Icon } from "../../ui/icons";
import type { EditorApi } from "../context";
import { People } from "../presence/People";

function stateText(status: Status, pending: number, t: Translator): string {
  if (status === "connecting") return t("connecting");
  if (status === "saving") return t("saving");
  if (status === "saved") return t("saved");
  return pending > 0
    ? `${t("not_connected")}, ${t("edits_waiting", { n: pending })}`
    : t("not_connected");
}

/** The foot of the editor: where the map is kept, and whether that is so at this moment. */
export function StatusLine({ editor }: { editor: EditorApi }) {
  editor.version.value;
  editor.language.value;
  const { t, replica } = editor;
  const { status, pending, state } = replica;
  // Edits made for a map that is no longer there cannot be sent any more, only be kept.
  const stranded = replica.waiting().earlier !== undefined;
  const offer = stranded || (status === "offline" && pending > 0);
  return (
    <footer class="cjm-status">
      <span class="cjm-status-where" data-status={status} role="status">
        <span class="cjm-status-dot" />
        {stateText(status, pending, t)}
      </span>
      {offer && (
        <button
          type="button"
          class="cjm-link"
          onClick={() => {
            const waiting = replica.waiting();
            const name = `${waiting.document || "cjm"}-edits.json`;
            editor.download(name, `${JSON.stringify(waiting, null, 2)}\n`);
          }}
        >
          <Icon name="download" />
          {t("download_edits")}
        </button>
      )}
      <span class="cjm-status-quiet">{t("revision", { n: replica.revision })}</span>
      <span class="cjm-status-quiet">{t("n_touchpoints", { n: state.count("touchpoint") })}</span>
      <span class="cjm-status-quiet">{t("n_cards", { n: state.count("card") })}</span>
      {status !== "offline" && <People editor={editor} />}
    </footer>
  );
}
