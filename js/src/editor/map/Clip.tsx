import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useView } from "./view";

/** What may stick out of a cell and is still seen, in px. */
const SLACK = 4;

/**
 * The cards of a cell whose height somebody has set. What has no room is counted, and the count is
 * a button that goes on to it; the keyboard gets there by the arrows.
 */
export function Clip(props: { children: ComponentChildren; onMore: (card: string) => void }) {
  const { t } = useView().editor;
  const box = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState<{ n: number; next: string }>({ n: 0, next: "" });
  const count = () => {
    const cut = box.current && hiddenCards(box.current);
    if (cut && (cut.n !== hidden.n || cut.next !== hidden.next)) setHidden(cut);
  };
  const latest = useRef(count);
  latest.current = count;
  useLayoutEffect(count);
  useLayoutEffect(() => {
    if (!box.current || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => latest.current());
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return (
    <>
      <div ref={box} class="cjm-clip" onScroll={count}>
        {props.children}
      </div>
      {hidden.n > 0 && (
        <button
          type="button"
          class="cjm-rest"
          tabIndex={-1}
          onClick={() => props.onMore(hidden.next)}
        >
          {t("n_more", { n: hidden.n })}
        </button>
      )}
    </>
  );
}

/** How many cards are not wholly seen, and the one to go to: the next below, else the first. */
function hiddenCards(box: HTMLElement): { n: number; next: string } {
  const cards = [...box.querySelectorAll<HTMLElement>("[data-type=card]")];
  const end = box.scrollTop + box.clientHeight + SLACK;
  const below = cards.filter((card) => card.offsetTop + card.offsetHeight > end);
  const above = cards.filter((card) => card.offsetTop < box.scrollTop - SLACK);
  const next = below[0] ?? above[0];
  return { n: below.length + above.length, next: next?.dataset.id ?? "" };
}
