import type { ComponentChildren } from "preact";
import { openRounds, votesLeft } from "../../core/commands";
import type { Status } from "../../core/replica";
import type { Translator } from "../../i18n";
import { Icon } from "../../ui/icons";
import type { EditorApi, MapFile } from "../context";
import { People } from "../presence/People";
import { saveEdits } from "./save";

function stateText(status: Status, pending: number, file: MapFile | null, t: Translator): string {
  if (status === "connecting") return t("connecting");
  if (status === "saved") {
    if (file === null) return t("saved");
    return t(file.problem ? "not_saved_in" : "saved_in", { name: file.name });
  }
  const waiting = pending > 0 ? t("edits_waiting", { n: pending }) : "";
  if (status === "saving") return `${t("saving")} ${waiting}`.trim();
  return [t("not_connected"), waiting].filter(Boolean).join(", ");
}

/** The foot of the editor: where the map is kept, and whether that is so at this moment. */
export function StatusLine({
  editor,
  children,
}: {
  editor: EditorApi;
  children?: ComponentChildren;
}) {
  editor.version.value;
  editor.language.value;
  const { t, replica } = editor;
  const { status, pending, state } = replica;
  const file = editor.file.value;
  // As long as there is a connection: without one nobody knows about the file.
  const problem = status === "saved" && file?.problem;
  // Edits made for a map that is no longer there cannot be sent any more, only be kept.
  const stranded = replica.waiting().earlier !== undefined;
  const late = status === "saving" || status === "offline";
  const round = openRounds(state)[0];
  editor.people.value;
  const me = editor.presence?.me.name ?? "";
  const offer = stranded || (late && pending > 0);
  return (
    <footer class="cjm-status" data-side={editor.name || undefined}>
      {editor.name && <b dir="auto">{editor.name}</b>}
      <span class="cjm-status-where" data-status={problem ? "offline" : status} role="status">
        <span class="cjm-status-dot" />
        {stateText(status, pending, file, t)}
      </span>
      {problem && (
        <span class="cjm-status-problem" dir="auto">
          {problem}
        </span>
      )}
      {offer && (
        <button type="button" class="cjm-link" onClick={() => saveEdits(editor, replica.waiting())}>
          <Icon name="download" />
          {t("download_edits")}
        </button>
      )}
      {children}
      <span class="cjm-status-quiet">{t("revision", { n: replica.revision })}</span>
      <span class="cjm-status-quiet">{t("n_touchpoints", { n: state.count("touchpoint") })}</span>
      <span class="cjm-status-quiet">{t("n_cards", { n: state.count("card") })}</span>
      {editor.kernel && !editor.kernel.alone && !editor.solo.value && status !== "offline" && (
        <button
          type="button"
          class="cjm-link cjm-checks-button"
          aria-expanded={editor.panel.value === "checks"}
          onClick={() => {
            editor.panel.value = editor.panel.value === "checks" ? null : "checks";
          }}
        >
          <Icon name="check" />
          {t("checks")}
        </button>
      )}
      {editor.kernel && !editor.solo.value && round && (
        <button
          type="button"
          class="cjm-link cjm-votes-button"
          aria-expanded={editor.panel.value === "votes"}
          onClick={() => {
            editor.panel.value = editor.panel.value === "votes" ? null : "votes";
          }}
        >
          {t("votes")}: {t("votes_left", { n: Math.max(0, votesLeft(state, round, me)) })}
        </button>
      )}
      {status !== "offline" && <People editor={editor} />}
    </footer>
  );
}
