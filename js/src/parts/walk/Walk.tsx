import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { titleOf } from "../../core/commands";
import { scaleOf } from "../../core/emotion";
import { useEditor } from "../../editor/context";
import type { PanelProps } from "../../editor/kernel";
import { useView } from "../../editor/map/view";
import { Select } from "../../ui/choices";
import { focusedIn, hasCommand, isComposing } from "../../ui/keys";
import { TextField } from "../../ui/TextField";
import { Give } from "./Give";
import { choicesOf } from "./keys";
import { Step } from "./Step";
import { Summary } from "./Summary";
import { Walking } from "./walking";

/** One touchpoint at a time, as somebody who goes through the journey and says how it feels. */
export function Walk({ close, act }: PanelProps) {
  const editor = useEditor();
  const walk = new Walking(useView(), act);
  const { say } = walk;
  const root = useRef<HTMLDivElement>(null);
  useWalkKeys(root, walk);
  useLayoutEffect(() => {
    // What had the focus may have gone with the step before.
    const place = placeOf(root.current);
    const page = place?.ownerDocument;
    if (page && focusedIn(place) === page.body) place.focus({ preventScroll: true });
    root.current?.querySelector(".cjm-walk-scroll")?.scrollTo?.(0, 0);
  }, [walk.index]);
  if (walk.steps.length === 0) {
    return (
      <div class="cjm-walk-empty">
        <p>{say("empty")}</p>
        <button type="button" class="cjm-outline" onClick={close}>
          {say("to_map")}
        </button>
      </div>
    );
  }
  const last = walk.index === walk.steps.length - 1;
  const readOnly = editor.readOnly.value;
  return (
    <div ref={root} class="cjm-walk">
      <Bar walk={walk} />
      {/* Of keys where nothing else in it has the focus. */}
      <div class="cjm-walk-scroll" tabIndex={readOnly ? 0 : undefined}>
        {walk.over ? (
          <Summary walk={walk} />
        ) : (
          <div class={`cjm-walk-step${readOnly ? " cjm-walk-only" : ""}`} key={walk.touchpoint}>
            <Step walk={walk} />
            {!readOnly && <Give walk={walk} key={`${walk.walker.persona} ${walk.walker.name}`} />}
          </div>
        )}
      </div>
      <div class="cjm-walk-nav">
        {/* Not disabled: the focus must not fall out of a button that was just pressed. */}
        <button
          type="button"
          class="cjm-outline"
          aria-disabled={walk.index === 0}
          onClick={() => walk.go(walk.index - 1)}
        >
          <span aria-hidden="true">←</span> {say("previous")}
        </button>
        <span class="cjm-walk-at">{!walk.over && at(walk)}</span>
        <button
          type="button"
          class="cjm-solid"
          onClick={() => (walk.over ? close() : walk.go(walk.index + 1))}
        >
          {say(walk.over ? "to_map" : last ? "finish" : "next")}
          {!walk.over && <span aria-hidden="true">→</span>}
        </button>
      </div>
    </div>
  );
}

function at({ say, index, steps }: Walking): string {
  return say("at", { i: index + 1, n: steps.length });
}

function placeOf(root: Element | null): HTMLElement | null {
  return root?.closest<HTMLElement>(".cjm-place") ?? null;
}

/** Which way, as whom, by whom; and how far. */
function Bar({ walk }: { walk: Walking }) {
  const { replica, readOnly, t } = useEditor();
  const { state } = replica;
  const { say } = walk;
  const named = (type: "path" | "persona") =>
    state.siblings(type).flatMap(([, value]) => {
      const record = state.record(type, value);
      return record ? [{ value, label: titleOf(record) || t("untitled") }] : [];
    });
  const paths = named("path");
  const personas = named("persona");
  const done = (walk.index / walk.steps.length) * 100;
  return (
    <div class="cjm-walk-bar">
      {paths.length > 0 && (
        <Labelled label={say("path")}>
          <Select
            label={say("path")}
            value={walk.path}
            options={[{ value: "", label: say("whole_map") }, ...paths]}
            onChange={(path) => walk.take(path)}
          />
        </Labelled>
      )}
      {personas.length > 0 && (
        <Labelled label={say("as")}>
          <Select
            label={say("as")}
            value={walk.walker.persona}
            options={[...personas, { value: "", label: say("nobody") }]}
            onChange={(persona) => walk.become(persona)}
          />
        </Labelled>
      )}
      {!readOnly.value && (
        <Labelled label={say("your_name")}>
          <TextField
            label={say("your_name")}
            value={walk.walker.name}
            placeholder={t("guest")}
            limit={40}
            onCommit={(name) => walk.rename(name)}
          />
        </Labelled>
      )}
      <div
        class="cjm-walk-progress"
        role="progressbar"
        aria-label={t("walk")}
        aria-valuemin={0}
        aria-valuemax={walk.steps.length}
        aria-valuenow={walk.index}
        aria-valuetext={walk.over ? say("done") : at(walk)}
      >
        <span style={{ width: `${done}%` }} />
      </div>
    </div>
  );
}

function Labelled(props: { label: string; children: preact.ComponentChildren }) {
  return (
    <div class="cjm-walk-f">
      <span class="cjm-f-label" aria-hidden="true">
        {props.label}
      </span>
      {props.children}
    </div>
  );
}

/** Keys of the whole place, wherever in it the focus is but where text is typed. */
function useWalkKeys(root: { readonly current: HTMLElement | null }, walk: Walking): void {
  const { replica, readOnly } = useEditor();
  const latest = useRef(walk);
  latest.current = walk;
  useEffect(() => {
    const place = placeOf(root.current);
    const listen = (event: KeyboardEvent) => {
      const target = event.target as Element;
      if (isComposing(event) || hasCommand(event) || event.altKey || event.shiftKey) return;
      if (event.defaultPrevented || target.matches("textarea, select")) return;
      const slides = target.matches("input");
      const now = latest.current;
      const choice = choicesOf(scaleOf(replica.state)).find(({ key }) => key === event.key);
      if (choice && !readOnly.peek() && !now.over) now.give(choice.score);
      else if (event.key === "ArrowRight" && !slides) now.go(now.index + 1);
      else if (event.key === "ArrowLeft" && !slides) now.go(now.index - 1);
      else return;
      event.preventDefault();
    };
    place?.addEventListener("keydown", listen);
    return () => place?.removeEventListener("keydown", listen);
  }, [root, replica, readOnly]);
}
