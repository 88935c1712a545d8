import type { Lane, Phase } from "../../core/schema.gen";
import { useEditor } from "../../editor/context";
import { laneTitle } from "../../editor/map/actions";
import type { Say } from "./texts";

/** What is to be written on this map, as its template or its maker says it: lane by lane. */
export function Guidance({ say }: { say: Say }) {
  const { replica, version, t } = useEditor();
  version.value;
  const { state } = replica;
  const about = state.journey.description?.trim();
  const lanes = state.siblings("lane").flatMap(([, id]) => state.record("lane", id) ?? []);
  const phases = state.siblings("phase").flatMap(([, id]) => state.record("phase", id) ?? []);
  const called = (lane: Lane) => lane.title || laneTitle(t("lane_titles"), lane.kind ?? "custom");
  const parts = [
    { title: say("by_lane"), entries: told(lanes, called) },
    { title: say("by_phase"), entries: told(phases, ({ name }) => name || t("r_phase")) },
  ].filter(({ entries }) => entries.length > 0);
  if (!about && parts.length === 0) return null;
  return (
    <section class="cjm-guidance" aria-label={say("guidance")}>
      <h3>{say("guidance")}</h3>
      {about && <p dir="auto">{about}</p>}
      {parts.map(({ title, entries }) => (
        <section key={title} aria-label={title}>
          <h4>{title}</h4>
          <dl>
            {entries.map(({ id, name, text }) => (
              <div key={id}>
                <dt dir="auto">{name}</dt>
                <dd dir="auto">{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </section>
  );
}

/** Those that say something about themselves. */
function told<R extends Lane | Phase>(records: readonly R[], called: (record: R) => string) {
  return records.flatMap((record) => {
    const text = record.description?.trim();
    return text ? [{ id: record.id, name: called(record), text }] : [];
  });
}
