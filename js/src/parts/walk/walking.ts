import { batch, type Signal, signal } from "@preact/signals";
import { remove, titleOf } from "../../core/commands";
import { newId } from "../../core/ids";
import { cleanName } from "../../core/presence";
import type { Actions } from "../../editor/map/actions";
import { TOUCHPOINTS } from "../../editor/map/navigate";
import type { MapView } from "../../editor/map/view";
import { wordsOf } from "../words";
import { beginNote, giveScore, sign, takeBack } from "./record";
import { indexOf, recordOf, resumeAt, type Spot, stepsOf, type Walker } from "./steps";
import { TEXTS } from "./texts";

/** What is remembered of a walk while its view is there. */
interface Kept {
  readonly path: Signal<string>;
  readonly persona: Signal<string>;
  /** Null until somebody types one here. */
  readonly name: Signal<string | null>;
  readonly own: Signal<ReadonlySet<string>>;
  readonly spot: Signal<Spot>;
}

export type Words = ReturnType<typeof wordsOf<keyof (typeof TEXTS)["en"]>>;

/** One walk as it stands now: what is seen, and what can be done. Made anew for every render. */
export class Walking {
  readonly say: Words;
  readonly walker: Walker;
  readonly path: string;
  readonly steps: readonly string[];
  /** Of the present step; the number of steps when the walk is over. */
  readonly index: number;
  readonly #view: MapView;
  readonly #act: Actions;
  readonly #kept: Kept;

  constructor(view: MapView, act: Actions) {
    const { editor } = view;
    const { state } = editor.replica;
    this.#view = view;
    this.#act = act;
    this.#kept = keptBy(view);
    editor.records.value;
    editor.people.value;
    this.say = wordsOf(TEXTS, editor.language.value);
    this.path = state.record("path", this.#kept.path.value) ? this.#kept.path.value : "";
    this.walker = walkerOf(view, this.#kept);
    this.steps = stepsOf(state, this.path);
    this.index = indexOf(this.steps, this.#kept.spot.value);
  }

  get touchpoint(): string {
    return this.steps[this.index] ?? "";
  }

  get over(): boolean {
    return this.index >= this.steps.length;
  }

  /** What the persona is called, "" for none. */
  get who(): string {
    const persona = this.#view.editor.replica.state.record("persona", this.walker.persona);
    return persona ? titleOf(persona) || this.#view.editor.t("untitled") : "";
  }

  go(to: number): void {
    const index = Math.max(0, Math.min(to, this.steps.length));
    const id = this.steps[index] ?? "";
    this.#kept.spot.value = { id, index };
    if (index === this.index) return;
    const at = this.say("at", { i: index + 1, n: this.steps.length });
    this.#view.editor.announce(
      id
        ? `${at}: ${this.#act.nameOf(id)}`
        : this.say(this.who ? "done_as" : "done", { who: this.who }),
    );
  }

  take(path: string): void {
    this.#change(() => {
      this.#kept.path.value = path;
    });
  }

  become(persona: string): void {
    this.#change(() => {
      this.#kept.persona.value = persona;
    });
  }

  rename(typed: string): void {
    const { editor } = this.#view;
    const name = cleanName(typed);
    const { own, name: kept } = this.#kept;
    if (!this.walker.name) {
      this.#act.run(sign(editor.replica.state, own.peek(), name));
      kept.value = name;
    } else {
      this.#change(() => {
        kept.value = name;
      });
    }
    // Who has no name on this page has one now; who has may well write down what others say.
    if (!editor.presence?.me.name) editor.rename(name);
  }

  give(score: number): void {
    this.#record((at) => giveScore(this.#state, { ...at, score }));
  }

  takeBack(): void {
    this.#record((at) => takeBack(this.#state, at));
  }

  note(text: string, base: string): void {
    const there = recordOf(this.#state, this.walker, this.touchpoint);
    if (there && !text && there.score == null)
      this.#act.run(remove(this.#state, { ids: [there.id] }));
    else if (there) this.#act.editText(there.id, "note", text, base);
    else this.#record((at) => beginNote(this.#state, { ...at, note: text }));
  }

  /** Leave for the map, to a record there. */
  show(touchpoint: string): void {
    const { editor } = this.#view;
    batch(() => {
      this.#act.go({ row: TOUCHPOINTS, col: touchpoint });
      editor.stage.value = null;
      this.#act.select([touchpoint]);
    });
  }

  get #state() {
    return this.#view.editor.replica.state;
  }

  #record(command: (at: Parameters<typeof beginNote>[1]) => ReturnType<typeof giveScore>): void {
    const { walker, touchpoint } = this;
    const id = newId("ex");
    const { own } = this.#kept;
    const done = command({ walker, touchpoint, id, note: "" });
    if (this.#act.run(done) && done?.change.added) own.value = new Set([...own.peek(), id]);
  }

  /** Another walk: it goes on where that one was left. */
  #change(what: () => void): void {
    batch(() => {
      what();
      this.#kept.spot.value = resumed(this.#view, this.#kept);
    });
  }
}

function walkerOf(view: MapView, { persona, name, own }: Kept): Walker {
  const { replica, presence } = view.editor;
  return {
    name: name.value ?? presence?.me.name ?? "",
    persona: replica.state.record("persona", persona.value) ? persona.value : "",
    own: own.value,
  };
}

/** Where a walk goes on that was begun before. */
function resumed(view: MapView, kept: Kept): Spot {
  const { state } = view.editor.replica;
  const steps = stepsOf(state, kept.path.value);
  const index = resumeAt(state, walkerOf(view, kept), steps);
  return { id: steps[index] ?? "", index };
}

function keptBy(view: MapView): Kept {
  const kept = view.kept.get("walk") as Kept | undefined;
  if (kept) return kept;
  const { state } = view.editor.replica;
  const first = state.siblings("persona")[0]?.[1] ?? "";
  const made: Kept = {
    path: signal(""),
    persona: signal(view.shown.peek().at(-1) ?? first),
    name: signal<string | null>(null),
    own: signal<ReadonlySet<string>>(new Set()),
    spot: signal<Spot>({ id: "", index: 0 }),
  };
  made.spot.value = resumed(view, made);
  view.kept.set("walk", made);
  return made;
}
