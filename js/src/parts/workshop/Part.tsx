import type { WorkshopPart } from "../../core/schema.gen";
import { useEditor } from "../../editor/context";
import { Foldable } from "../../editor/inspector/Groups";
import type { PanelProps } from "../../editor/kernel";
import { Icon } from "../../ui/icons";
import { TextField } from "../../ui/TextField";
import { wordsOf } from "../words";
import { Checklist } from "./Checklist";
import { TEXTS } from "./texts";
import { guideOf, plannedOf, startPart } from "./timing";
import type { GuidePart, Told } from "./told";

interface Props {
  act: PanelProps["act"];
  part: WorkshopPart;
  /** Counted from 1. */
  number: number;
  title: string;
  /** Where the room is. */
  current: boolean;
  open: boolean;
  guide: readonly GuidePart[];
  told: Told;
  onToggle(): void;
}

/** A part in the list of all; the open one with what the teacher says, and its checklist. */
export function Part(props: Props) {
  const { act, part, number, title, current, open, guide, told, onToggle } = props;
  const { replica, readOnly, language } = useEditor();
  const say = wordsOf(TEXTS, language.value);
  const status = part.status ?? "todo";
  const minutes = Math.round(plannedOf(part, guide) / 60);
  const texts = guideOf(part, guide);
  const left = Object.keys(told.standing?.missing[part.id] ?? {}).length;
  const items = texts?.items.length ?? 0;
  const done = told.standing ? items - left : 0;
  return (
    <li class="cjm-part-row" data-status={status} data-record={part.id}>
      <button
        type="button"
        class="cjm-part-head"
        aria-expanded={open}
        aria-current={current ? "step" : undefined}
        onClick={onToggle}
      >
        <span class="cjm-part-n" aria-hidden="true">
          {status === "done" ? <Icon name="check" size={12} /> : number}
        </span>
        <span class="cjm-part-title" dir="auto">
          {title}
          <span class="cjm-hidden">{` (${say(STATUS[status] ?? "todo")})`}</span>
        </span>
        <small>{`${done}/${items} · ${minutes} min`}</small>
      </button>
      {open && (
        <div class="cjm-part-body">
          {texts && <p class="cjm-aim">{texts.aim}</p>}
          {!readOnly.value && !current && status !== "running" && (
            <button
              type="button"
              class="cjm-quiet"
              onClick={() => act.run(startPart(replica.state, part.id, told.now()))}
            >
              {say("start_this")}
            </button>
          )}
          {texts && (
            <>
              <Checklist act={act} part={part} items={texts.items} standing={told.standing} />
              <Script part={part} texts={texts} />
            </>
          )}
          <div class="cjm-f">
            <span class="cjm-f-label" aria-hidden="true">
              {say("notes")}
            </span>
            <TextField
              value={part.notes ?? ""}
              label={say("notes")}
              placeholder={part.kind === "iteration" ? say("next_steps") : ""}
              multiline
              readOnly={readOnly.value}
              onCommit={(text, base) => act.editText(part.id, "notes", text, base)}
            />
          </div>
        </div>
      )}
    </li>
  );
}

const STATUS: Readonly<Record<string, "todo" | "running" | "paused" | "is_done">> = {
  todo: "todo",
  running: "running",
  paused: "paused",
  done: "is_done",
};

/** What the teacher says and does, step by step, and looks out for. */
function Script({ part, texts }: { part: WorkshopPart; texts: GuidePart }) {
  const editor = useEditor();
  const say = wordsOf(TEXTS, editor.language.value);
  return (
    <Foldable editor={editor} of={`workshop.script.${part.id}`} title={say("script")} folded>
      {() => (
        <ol class="cjm-script">
          {texts.steps.map((step) => (
            <li key={step.title}>
              <h4>
                {step.title}
                <small>{` ${step.minutes} min`}</small>
              </h4>
              <p class="cjm-say">
                <b>{say("say")}</b> {step.say}
              </p>
              <p>
                <b>{say("do")}</b> {step.do}
              </p>
            </li>
          ))}
          <li>
            <h4>{say("watch")}</h4>
            {texts.watch.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </li>
        </ol>
      )}
    </Foldable>
  );
}
