import { useEffect, useRef, useState } from "preact/hooks";
import type { WorkshopPart } from "../../core/schema.gen";
import { useEditor } from "../../editor/context";
import type { PanelProps } from "../../editor/kernel";
import { formatDuration } from "../../ui/duration";
import { wordsOf } from "../words";
import { TEXTS } from "./texts";
import { extendPart, finishPart, pauseParts, plannedOf, startPart, takenOf } from "./timing";
import type { GuidePart, Told } from "./told";

/** From so many seconds before the end on, the end is in sight. */
const SOON = 300;
const MORE = 5;

interface Props {
  act: PanelProps["act"];
  part: WorkshopPart;
  title: string;
  guide: readonly GuidePart[];
  told: Told;
}

/** How much time a part has left, large enough for the back of the room, and what to do about it. */
export function Timer({ act, part, title, guide, told }: Props) {
  const editor = useEditor();
  const { t, replica } = editor;
  const language = editor.language.value;
  const say = wordsOf(TEXTS, language);
  const running = part.status === "running";
  const planned = plannedOf(part, guide);
  const left = planned - takenOf(part, useSeconds(running, told));
  const phase = left <= 0 ? "over" : left <= SOON ? "soon" : "calm";
  useGentleEnd(part.id, running ? left : null, (minutes) =>
    editor.announce(minutes > 0 ? say("minutes_left", { n: minutes }) : say("time_up")),
  );
  const share = planned > 0 ? Math.min(1, Math.max(0, left / planned)) : 0;
  const run = (command: Parameters<typeof act.run>[0]) => act.run(command);
  return (
    <section
      class="cjm-timer"
      data-phase={phase}
      data-status={part.status ?? "todo"}
      aria-label={say("timer")}
    >
      <h3 dir="auto">{title}</h3>
      <p class="cjm-timer-left" role="timer">
        {leftText(left, language)}
      </p>
      <div class="cjm-timer-bar" aria-hidden="true">
        <div style={{ width: `${100 * share}%` }} />
      </div>
      <p class="cjm-timer-said">
        {phase === "over" && part.status !== "todo"
          ? say("time_up")
          : say("of_planned", { time: formatDuration(Math.round(planned), language) })}
        {part.status === "paused" && ` · ${say("paused")}`}
      </p>
      {!editor.readOnly.value && (
        <p class="cjm-timer-tools">
          <button
            type="button"
            class={running ? "cjm-quiet" : "cjm-go"}
            onClick={() =>
              run(
                running
                  ? pauseParts(replica.state, told.now())
                  : startPart(replica.state, part.id, told.now()),
              )
            }
          >
            {say(running ? "pause" : part.status === "paused" ? "resume" : "start")}
          </button>
          <button
            type="button"
            class="cjm-quiet"
            title={say("more_time", { n: MORE })}
            onClick={() => run(extendPart(replica.state, part.id, MORE, guide))}
          >
            +{MORE} min
          </button>
          <button
            type="button"
            class="cjm-quiet"
            onClick={() => run(finishPart(replica.state, part.id, told.now()))}
          >
            {t("done")}
          </button>
        </p>
      )}
    </section>
  );
}

/** The time, again each second while something runs. */
function useSeconds(running: boolean, told: Told): number {
  const [, draw] = useState(0);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => draw((n) => n + 1), 1_000);
    return () => clearInterval(timer);
  }, [running]);
  return told.now();
}

/**
 * Says once that the end is near, and once that it is there, to who is present when it comes. What
 * passed while nobody looked (a page that slept) is said in one sentence.
 */
function useGentleEnd(part: string, left: number | null, tell: (minutes: number) => void): void {
  const before = useRef<{ part: string; left: number } | null>(null);
  useEffect(() => {
    const last = before.current;
    before.current = left === null ? null : { part, left };
    if (left === null || last?.part !== part) return;
    if (last.left > 0 && left <= 0) tell(0);
    else if (last.left > SOON && left <= SOON) tell(SOON / 60);
  });
}

/** "24:05", "0:00" for the minute after the end, then "+2 min". */
export function leftText(left: number, language: string): string {
  const over = Math.floor(-left / 60);
  if (over >= 1) return `+${formatDuration(60 * over, language)}`;
  const seconds = Math.max(0, Math.ceil(left));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
