import { useEffect, useRef, useState } from "preact/hooks";
import { useEditor } from "../../editor/context";
import type { PanelProps } from "../../editor/kernel";
import { IconButton } from "../../ui/IconButton";
import { focusedIn, hasCommand, isComposing } from "../../ui/keys";
import { wordsOf } from "../words";
import { SlideView, titleOfSlide } from "./SlideView";
import { useFullScreen } from "./screen";
import { slideAt, slidesOf } from "./slides";
import { TEXTS } from "./texts";

/** The map as slides, on the full screen where the browser lets it. Nothing here edits it. */
export function Present({ close }: PanelProps) {
  const editor = useEditor();
  const { t, replica } = editor;
  // Read to follow what others edit.
  editor.records.value;
  const say = wordsOf(TEXTS, editor.language.value);
  const slides = slidesOf(replica.state);
  const [at, setAt] = useState({ key: "title", index: 0 });
  const index = slideAt(slides, at);
  const slide = slides[index] ?? { kind: "title", key: "title" };
  const root = useRef<HTMLDivElement>(null);
  const place = () => root.current?.closest<HTMLElement>(".cjm-place") ?? null;
  const { screen, ask, leave } = useFullScreen(place, close);
  const go = (to: number) => {
    const next = slides[Math.max(0, Math.min(to, slides.length - 1))];
    if (!next || next.key === slide.key) return;
    const there = slides.indexOf(next);
    setAt({ key: next.key, index: there });
    const where = say("at", { i: there + 1, n: slides.length });
    editor.announce(`${where}: ${titleOfSlide(editor, say, next)}`);
    root.current?.querySelector(".cjm-slide")?.scrollTo?.(0, 0);
  };
  usePresentKeys(place, {
    next: () => go(index + 1),
    back: () => go(index - 1),
    go,
    leave,
    n: slides.length,
  });
  return (
    <div ref={root} class="cjm-present" data-screen={screen}>
      <section
        class="cjm-slide"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long slide is scrolled by keys
        tabIndex={0}
        aria-label={say("at", { i: index + 1, n: slides.length })}
      >
        <div class="cjm-slide-in" key={slide.key} data-slide={slide.key}>
          <SlideView slide={slide} say={say} />
        </div>
      </section>
      <div class="cjm-present-foot">
        <IconButton
          icon="left"
          size={20}
          label={say("previous")}
          class={index === 0 ? "cjm-present-end" : ""}
          onClick={() => go(index - 1)}
        />
        <span class="cjm-present-at">{say("at", { i: index + 1, n: slides.length })}</span>
        <IconButton
          icon="right"
          size={20}
          label={say("next")}
          class={index === slides.length - 1 ? "cjm-present-end" : ""}
          onClick={() => go(index + 1)}
        />
        <span class="cjm-present-hint">
          <span class="cjm-present-keys">{say("hint")}</span>
          {screen === "refused" && <span role="status">{say("refused")}</span>}
        </span>
        {screen !== "full" && (
          <button type="button" class="cjm-link" onClick={ask}>
            {say("full")}
          </button>
        )}
        <IconButton icon="close" size={20} label={say("leave")} onClick={leave} />
      </div>
      <div class="cjm-present-done" aria-hidden="true">
        <span style={{ width: `${((index + 1) / slides.length) * 100}%` }} />
      </div>
      <span class="cjm-hidden">{t("present")}</span>
    </div>
  );
}

interface Ways {
  next(): void;
  back(): void;
  go(to: number): void;
  leave(): void;
  readonly n: number;
}

/** Keys wherever the focus is in the place, before the place itself takes Escape. */
function usePresentKeys(place: () => HTMLElement | null, ways: Ways): void {
  const latest = useRef(ways);
  latest.current = ways;
  useEffect(() => {
    const element = place();
    const listen = (event: KeyboardEvent) => {
      if (isComposing(event) || hasCommand(event) || event.altKey) return;
      const now = latest.current;
      const { key, shiftKey } = event;
      const button = (event.target as Element).matches("button");
      if (key === "Tab") keepIn(event, element);
      else if (key === " " && button) return;
      else if (key === " ") (shiftKey ? now.back : now.next)();
      else if (key === "ArrowRight" || key === "PageDown") now.next();
      else if (key === "ArrowLeft" || key === "PageUp") now.back();
      else if (key === "Escape") now.leave();
      else if (key === "Home") now.go(0);
      else if (key === "End") now.go(now.n - 1);
      else return;
      event.preventDefault();
    };
    element?.addEventListener("keydown", listen, true);
    return () => element?.removeEventListener("keydown", listen, true);
  }, []);
}

/** What lies behind cannot be seen, so the focus must not go there; Escape leads out. */
function keepIn(event: KeyboardEvent, element: HTMLElement | null): void {
  const stops = [...(element?.querySelectorAll<HTMLElement>(".cjm-slide, button") ?? [])];
  const here = stops.indexOf(focusedIn(element) as HTMLElement);
  const step = event.shiftKey ? -1 : 1;
  const from = here < 0 && step < 0 ? 0 : here;
  stops[(from + step + stops.length) % stops.length]?.focus();
}
