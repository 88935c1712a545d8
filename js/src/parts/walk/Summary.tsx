import { personaColor } from "../../core/commands";
import { scaleOf, scoreText } from "../../core/emotion";
import { useEditor } from "../../editor/context";
import { IconButton } from "../../ui/IconButton";
import { words } from "./Give";
import { Sparkline } from "./Sparkline";
import { type Met, summaryOf } from "./steps";
import type { Walking } from "./walking";

/** What came of the walk. Every line leads back to its step, and to the map. */
export function Summary({ walk }: { walk: Walking }) {
  const { replica } = useEditor();
  const { state } = replica;
  const { say, who } = walk;
  const scale = scaleOf(state);
  const { scored, lowest, notes, skipped } = summaryOf(
    state,
    walk.walker,
    walk.steps,
    scale.neutral,
  );
  const all = scored.length + skipped.length;
  const sum = scored.reduce((total, { record }) => total + (record?.score ?? 0), 0);
  const average = scoreText(sum / Math.max(1, scored.length), scale);
  const color = walk.walker.persona ? personaColor(state, walk.walker.persona) : undefined;
  const score = ({ record }: Met) => words(scale, record?.score ?? 0);
  return (
    <article class="cjm-walk-summary cjm-pc" style={{ "--pc": color ?? "var(--cjm-accent)" }}>
      <h2 dir="auto">{who ? say("done_as", { who }) : say("done")}</h2>
      <p class="cjm-walk-text">
        {say("scored", { n: scored.length, all })}
        {scored.length > 0 && `, ${say("average", { score: average })}`}
      </p>
      <Sparkline walk={walk} scale={scale} />
      <div class="cjm-walk-lists">
        <List
          walk={walk}
          title={say("lowest")}
          none={say("no_lowest")}
          items={lowest}
          say={score}
        />
        <List
          walk={walk}
          title={say("notes")}
          none=""
          items={notes}
          say={({ record }) => record?.note ?? ""}
        />
        <List walk={walk} title={say("skipped")} none={say("no_skipped")} items={skipped} />
        <List
          walk={walk}
          title={say("scores")}
          none={say("no_scores")}
          items={scored}
          say={score}
        />
      </div>
      <div class="cjm-walk-ends">
        <button type="button" class="cjm-outline" onClick={() => walk.go(0)}>
          {say("again")}
        </button>
      </div>
    </article>
  );
}

interface ListProps {
  walk: Walking;
  title: string;
  none: string;
  items: readonly Met[];
  say?: (met: Met) => string;
}

function List({ walk, title, none, items, say }: ListProps) {
  const { replica, t } = useEditor();
  if (items.length === 0 && !none) return null;
  return (
    <section>
      <h3>{title}</h3>
      {items.length === 0 && <p class="cjm-hint">{none}</p>}
      <ul class="cjm-found">
        {items.map((met) => {
          const name = replica.state.record("touchpoint", met.id)?.name || t("untitled");
          return (
            <li key={met.id}>
              <button type="button" onClick={() => walk.go(met.index)}>
                <span dir="auto">{name}</span>
                {say && <small dir="auto">{say(met)}</small>}
              </button>
              <IconButton
                icon="view"
                label={walk.say("show", { what: name })}
                onClick={() => walk.show(met.id)}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
