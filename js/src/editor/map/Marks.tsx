import { Icon } from "../../ui/icons";
import type { Actions } from "./actions";
import type { Marked } from "./facts";
import { useView } from "./view";

/** What people have put on a record: emoji, votes, comments. Each does what it shows. */
export function Marks({ act, id, marks }: { act: Actions; id: string; marks: string }) {
  const { editor } = useView();
  if (!marks) return null;
  const { t } = editor;
  const readOnly = editor.readOnly.value;
  const { reactions, votes, mine, round, comments } = JSON.parse(marks) as Marked;
  const cast = (by: 1 | -1, label: string, text: string) => (
    <button
      type="button"
      class="cjm-chip"
      tabIndex={-1}
      aria-label={label}
      title={label}
      onClick={() => act.vote(id, by)}
    >
      {text}
    </button>
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a second click on a chip edits no text
    <span class="cjm-marks" onDblClick={(event) => event.stopPropagation()}>
      {reactions.map(([emoji, n, own]) => (
        <button
          key={emoji}
          type="button"
          class="cjm-chip"
          tabIndex={-1}
          disabled={readOnly}
          aria-pressed={own}
          title={own ? t("yours") : undefined}
          onClick={() => act.react(id, emoji)}
        >
          {emoji} {n > 1 && n}
        </button>
      ))}
      {(votes > 0 || round) && (
        <span class="cjm-tally">
          {t("n_votes", { n: votes })}
          {mine > 0 && ` (${t("n_yours", { n: mine })})`}
        </span>
      )}
      {round && !readOnly && cast(1, t("vote"), "+1")}
      {mine > 0 && !readOnly && cast(-1, t("unvote"), "−1")}
      {comments > 0 && (
        <button
          type="button"
          class="cjm-chip cjm-comments"
          tabIndex={-1}
          title={t("n_comments", { n: comments })}
          onClick={() => act.discuss(id)}
        >
          <Icon name="channel" size={11} />
          {comments}
          <span class="cjm-hidden">{t("n_comments", { n: comments })}</span>
        </button>
      )}
    </span>
  );
}
