import { setField, titleOf } from "../../core/commands";
import type { VoteSession } from "../../core/schema.gen";
import { useEditor } from "../../editor/context";
import type { PanelProps } from "../../editor/kernel";
import { isKey, typeLabel, valueLabel } from "../../i18n";
import { wordsOf } from "../words";
import { outcomes, turnout } from "./rounds";
import { TEXTS } from "./texts";

/** A round of votes and what has come out of it so far. */
export function Round({ act, round }: { act: PanelProps["act"]; round: VoteSession }) {
  const editor = useEditor();
  const { t, replica, selection } = editor;
  const { state } = replica;
  const say = wordsOf(TEXTS, editor.language.value);
  // Its props stay the same while votes come in.
  editor.records.value;
  const open = round.open !== false;
  const rows = outcomes(state, round.id);
  const most = rows[0]?.votes ?? 1;
  const kinds = (round.target_kinds ?? []).map((kind) =>
    isKey(`r_${kind}`) ? typeLabel(t, kind) : valueLabel(t, kind),
  );
  const facts = [
    say(open ? "goes_on" : "closed"),
    say("people", { n: turnout(state, round.id) }),
    say("each", { n: round.votes_per_person ?? 3 }),
    kinds.join(", "),
  ];
  return (
    <section class="cjm-round" data-record={round.id} aria-label={round.title || t("untitled")}>
      <h3 dir="auto">{round.title || t("r_vote_session")}</h3>
      <p class="cjm-hint">{facts.filter(Boolean).join(" · ")}</p>
      {round.anonymous && <p class="cjm-hint">{say("anonymous_note")}</p>}
      {rows.length === 0 && <p class="cjm-hint">{say("no_votes")}</p>}
      <ol class="cjm-results">
        {rows.map(({ record, votes, voters }) => (
          <li key={record.id}>
            <button
              type="button"
              dir="auto"
              aria-current={selection.value.includes(record.id)}
              onClick={() => {
                selection.value = [record.id];
              }}
            >
              <span class="cjm-result-name">{titleOf(record) || t("untitled")}</span>
              <span class="cjm-result-n">{t("n_votes", { n: votes })}</span>
            </button>
            <div class="cjm-bar" aria-hidden="true">
              <div style={{ width: `${(100 * votes) / most}%` }} />
            </div>
            {!round.anonymous && (
              <small dir="auto">
                {voters
                  .map(([name, n]) => (n > 1 ? `${name || t("guest")} × ${n}` : name || t("guest")))
                  .join(", ")}
              </small>
            )}
          </li>
        ))}
      </ol>
      {!editor.readOnly.value && (
        <button
          type="button"
          class="cjm-link"
          onClick={() => {
            const label = "edit.vote_session";
            const args = { id: round.id, field: "open", value: !open, label };
            if (act.run(setField(state, args))) editor.announce(say(open ? "closed" : "goes_on"));
          }}
        >
          {say(open ? "close" : "reopen")}
        </button>
      )}
    </section>
  );
}
