import { useState } from "preact/hooks";
import { openRounds, titleOf, votesIn, votesLeft, weigh } from "../../core/commands";
import type { VoteSession } from "../../core/schema.gen";
import { useEditor } from "../../editor/context";
import type { PanelProps } from "../../editor/kernel";
import { useView } from "../../editor/map/view";
import { typeLabel } from "../../i18n";
import { IconButton } from "../../ui/IconButton";
import { TextField } from "../../ui/TextField";
import { wordsOf } from "../words";
import { NewRound } from "./NewRound";
import { Round } from "./Round";
import { roundsOf } from "./rounds";
import { TEXTS } from "./texts";

/** Rounds of votes: who has how many left, what came out, and a new one. */
export function Votes({ act }: PanelProps) {
  const editor = useEditor();
  const { t, replica } = editor;
  const { state } = replica;
  editor.records.value;
  const me = useView().me.value;
  const readOnly = editor.readOnly.value;
  const say = wordsOf(TEXTS, editor.language.value);
  const rounds = roundsOf(state);
  const open = openRounds(state);
  const [making, setMaking] = useState(false);
  return (
    <div class="cjm-voting">
      {!me && !readOnly && open.length > 0 && (
        <div class="cjm-f">
          <p class="cjm-hint">{say("who")}</p>
          <TextField
            value=""
            label={t("your_name")}
            placeholder={t("your_name")}
            limit={40}
            onCommit={(name) => editor.rename(name)}
          />
        </div>
      )}
      {me && !readOnly && open.map((round) => <Ballot key={round.id} act={act} round={round} />)}
      {rounds.length === 0 && <p class="cjm-hint">{say("none")}</p>}
      {rounds.map((round) => (
        <Round key={round.id} act={act} round={round} />
      ))}
      {!readOnly &&
        (making || rounds.length === 0 ? (
          <NewRound act={act} onDone={() => setMaking(false)} />
        ) : (
          <button type="button" class="cjm-link" onClick={() => setMaking(true)}>
            {say("another")}
          </button>
        ))}
    </div>
  );
}

/** What this person has left, and a vote for what is selected: the way without the map. */
function Ballot({ act, round }: { act: PanelProps["act"]; round: VoteSession }) {
  const editor = useEditor();
  const { t, replica } = editor;
  const { state } = replica;
  const me = useView().me.value;
  // Its props stay the same while votes come in.
  editor.records.value;
  const say = wordsOf(TEXTS, editor.language.value);
  const left = Math.max(0, votesLeft(state, round, me));
  const budget = round.votes_per_person ?? 3;
  const chosen = state.get(editor.selection.value[0] ?? "");
  const kinds = round.target_kinds ?? [];
  const kind = chosen?.type === "card" ? (chosen.kind ?? "note") : "";
  const fits =
    chosen &&
    /^(phase|touchpoint|card)$/.test(chosen.type) &&
    (kinds.length === 0 || kinds.includes(chosen.type) || kinds.includes(kind));
  const own = chosen ? weigh(votesIn(state, round.id, { target: chosen.id, voter: me })) : 0;
  return (
    <section class="cjm-ballot" aria-label={round.title || t("r_vote_session")}>
      <p class="cjm-left" role="status">
        <span class="cjm-dots-left" aria-hidden="true">
          {budget <= 12 && "●".repeat(left) + "○".repeat(Math.max(0, budget - left))}
        </span>
        <b>{t("votes_left", { n: left })}</b>
      </p>
      {fits ? (
        <div class="cjm-ballot-row">
          <span dir="auto">
            {titleOf(chosen) || t("untitled")}
            <small>
              {typeLabel(t, chosen.type)}
              {own > 0 && ` · ${t("n_yours", { n: own })}`}
            </small>
          </span>
          <IconButton
            icon="minus"
            label={t("unvote")}
            disabled={own === 0}
            onClick={() => act.vote(chosen.id, -1)}
          />
          <IconButton
            icon="plus"
            label={t("vote")}
            disabled={left === 0}
            onClick={() => act.vote(chosen.id, 1)}
          />
        </div>
      ) : (
        <p class="cjm-hint">{say("select")}</p>
      )}
    </section>
  );
}
