import { useEffect, useRef, useState } from "preact/hooks";
import { useEditor } from "../../editor/context";
import { Foldable } from "../../editor/inspector/Groups";
import type { PanelProps } from "../../editor/kernel";
import { Votes } from "../votes/Votes";
import { wordsOf } from "../words";
import { Part } from "./Part";
import { People } from "./People";
import { Timer } from "./Timer";
import { TEXTS } from "./texts";
import { currentOf, finishPart, participantsOf, partsOf, setUp, startPart } from "./timing";
import { type Standing, useTold } from "./told";

/** The guide through a workshop, beside the map. */
export function Workshop({ act, close }: PanelProps) {
  const editor = useEditor();
  const { t, replica } = editor;
  editor.records.value;
  const { state } = replica;
  const readOnly = editor.readOnly.value;
  const say = wordsOf(TEXTS, editor.language.value);
  const told = useTold(editor);
  const { guide = [], standing, problem } = told;
  const parts = partsOf(state);
  const current = currentOf(parts);
  const box = useRef<HTMLDivElement>(null);
  const people = participantsOf(state).length;
  // Whoever enters the first one goes on with the next.
  const [entered] = useState(people > 0);
  const [open, setOpen] = useState(current?.id);
  // The list opens where the room is, also when somebody else goes on.
  useEffect(() => setOpen(current?.id), [current?.id]);
  const titleOf = (id: string, title = "") => (standing?.titles[id] ?? title) || t("untitled");
  const reason = problem && t("part_failed", { reason: problem });
  const show = (part: string, item: string) => {
    setOpen(part);
    // Once it is there.
    requestAnimationFrame(() => reach(box.current, part, item));
  };
  if (parts.length === 0) {
    return (
      <div class="cjm-workshop">
        {reason && <p role="alert">{reason}</p>}
        <p class="cjm-hint">{say("none")}</p>
        {!readOnly && (
          <button
            type="button"
            class="cjm-go"
            aria-disabled={guide.length === 0 ? "true" : undefined}
            onClick={() => act.run(setUp(state, guide))}
          >
            {say("set_up")}
          </button>
        )}
      </div>
    );
  }
  return (
    <div class="cjm-workshop" ref={box}>
      {reason && <p role="alert">{reason}</p>}
      {current && (
        <Timer
          key={current.id}
          act={act}
          part={current}
          title={titleOf(current.id, current.title)}
          guide={guide}
          told={told}
        />
      )}
      {standing && <Next act={act} next={standing.next} now={told.now} show={show} />}
      <ol class="cjm-part-list" aria-label={say("parts")}>
        {parts.map((part, at) => (
          <Part
            key={part.id}
            act={act}
            part={part}
            number={at + 1}
            title={titleOf(part.id, part.title)}
            current={part.id === current?.id}
            open={part.id === open}
            guide={guide}
            told={told}
            onToggle={() => setOpen(part.id === open ? undefined : part.id)}
          />
        ))}
      </ol>
      <Foldable
        editor={editor}
        of="workshop.people"
        title={say("participants")}
        count={people}
        folded={entered}
      >
        {() => <People act={act} />}
      </Foldable>
      <Foldable
        editor={editor}
        of="workshop.votes"
        title={t("votes")}
        count={state.count("vote_session")}
        folded={state.count("vote_session") === 0}
      >
        {() => <Votes act={act} close={close} />}
      </Foldable>
    </div>
  );
}

interface NextProps {
  act: PanelProps["act"];
  next: Standing["next"];
  now(): number;
  show(part: string, item: string): void;
}

/** What to do next, and a button that does it or leads to it. */
function Next({ act, next, now, show }: NextProps) {
  const { replica, readOnly, language } = useEditor();
  const say = wordsOf(TEXTS, language.value);
  const { action, part, item, after } = next;
  const go = () => {
    const { state } = replica;
    if (action === "item") show(part, item);
    else if (action === "begin" || action === "resume") act.run(startPart(state, part, now()));
    else act.run(finishPart(state, part, now(), after));
  };
  const idle = action === "over" || action === "none" || (readOnly.value && action !== "item");
  return (
    <section class="cjm-next" aria-label={say("next_step")}>
      <p>{next.text}</p>
      {!idle && (
        <button type="button" class="cjm-quiet" onClick={go}>
          {say("next_step")}
        </button>
      )}
    </section>
  );
}

/** Brings an item into view and gives its control the focus, or the item where it has none. */
function reach(box: HTMLElement | null, part: string, item: string): void {
  const row = [...(box?.querySelectorAll<HTMLElement>("[data-record]") ?? [])].find(
    (one) => one.dataset.record === part,
  );
  const found = row?.querySelector<HTMLElement>(`[data-item="${CSS.escape(item)}"]`);
  found?.scrollIntoView({ block: "nearest" });
  const control = found?.querySelector<HTMLElement>("input, textarea, button");
  (control ?? found)?.focus({ preventScroll: true });
}
