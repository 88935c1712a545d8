import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { focusedIn } from "../ui/keys";
import { Heights, USUAL_ROOM } from "./heights";

export interface RowWindow {
  /** The element that scrolls. */
  readonly box: { current: HTMLDivElement | null };
  readonly first: number;
  readonly last: number;
  /** Room of the rows that are left out above and below, in px. */
  readonly above: number;
  readonly below: number;
  onScroll(): void;
  /** Brings a row into view with the next render and, if asked to, gives it the focus. */
  show(key: string, focus?: boolean): void;
}

/**
 * The rows of a long list that are in the document: those in view and some more. Rows are elements
 * with `data-row`, their key. What others insert above moves nothing of what is seen.
 *
 * @param head height of what stands above the rows inside of the scroller and sticks there
 * @param target the element of a row that gets the focus
 */
export function useRows(
  keys: readonly string[],
  usual: number,
  head: number,
  target: (row: HTMLElement) => HTMLElement | null,
): RowWindow {
  const box = useRef<HTMLDivElement>(null);
  const known = useRef(new Map<string, number>());
  const [measured, setMeasured] = useState(0);
  const [, draw] = useState(0);
  const seen = useRef({ top: 0, room: 0 });
  /** The first row that is seen, and how much of it is not. */
  const anchor = useRef({ key: "", inside: 0 });
  const wanted = useRef<{ key: string; focus: boolean } | null>(null);
  const heights = useMemo(() => new Heights(keys, known.current, usual), [keys, usual, measured]);
  const range = heights.around(seen.current.top, seen.current.room);

  const hold = () => {
    const { top } = seen.current;
    const first = heights.at(top);
    anchor.current = { key: top > 0 ? (keys[first] ?? "") : "", inside: top - heights.top(first) };
  };
  /** Takes in where the scroller is; true when other rows are to be rendered. */
  const look = (): boolean => {
    const now = box.current;
    if (now) seen.current = { top: now.scrollTop, room: now.clientHeight - head };
    hold();
    const next = heights.around(seen.current.top, seen.current.room);
    return next.first !== range.first || next.last !== range.last;
  };
  const scroll = (top: number) => {
    if (box.current) box.current.scrollTop = top;
    seen.current = { ...seen.current, top: box.current?.scrollTop ?? top };
    if (look()) draw((n) => n + 1);
  };

  // Rows that came or went above, or turned out to be higher, must not move what is seen.
  useLayoutEffect(() => {
    const { key, inside } = anchor.current;
    const at = key ? keys.indexOf(key) : -1;
    if (at < 0) return;
    const top = heights.top(at) + inside;
    if (Math.abs(top - seen.current.top) >= 1) scroll(top);
  }, [heights]);

  useLayoutEffect(() => {
    let news = false;
    for (const row of box.current?.querySelectorAll<HTMLElement>("[data-row]") ?? []) {
      const key = row.dataset.row ?? "";
      const height = row.getBoundingClientRect().height;
      if (height === 0 || Math.abs((known.current.get(key) ?? usual) - height) < 0.5) continue;
      known.current.set(key, height);
      news = true;
    }
    if (news) setMeasured((n) => n + 1);
    else if (look()) draw((n) => n + 1);
    meet();
  });

  const meet = () => {
    const { current: now } = box;
    if (!now || !wanted.current) return;
    const { key, focus } = wanted.current;
    const at = keys.indexOf(key);
    if (at < 0) {
      wanted.current = null;
      return;
    }
    const [top, bottom] = [heights.top(at), heights.top(at + 1)];
    const from = seen.current.top;
    const room = seen.current.room > 0 ? seen.current.room : USUAL_ROOM;
    if (top < from) scroll(top);
    else if (bottom > from + room) scroll(Math.min(top, bottom - room));
    const row = rowOf(now, key);
    if (!row) return;
    wanted.current = null;
    if (focus) target(row)?.focus({ preventScroll: true });
  };

  useLayoutEffect(() => {
    const now = box.current;
    if (!now || typeof ResizeObserver === "undefined") return;
    let width = now.clientWidth;
    const observer = new ResizeObserver(() => {
      // Of another width, rows have other heights.
      if (now.clientWidth !== width) known.current.clear();
      width = now.clientWidth;
      setMeasured((n) => n + 1);
    });
    observer.observe(now);
    return () => observer.disconnect();
  }, []);

  return {
    box,
    ...range,
    above: heights.top(range.first),
    below: heights.top(heights.rows) - heights.top(range.last + 1),
    onScroll() {
      if (!look()) return;
      keepFocus(box.current, keys, heights.around(seen.current.top, seen.current.room));
      draw((n) => n + 1);
    },
    show(key, focus = false) {
      wanted.current = { key, focus: focus || (wanted.current?.focus ?? false) };
      draw((n) => n + 1);
    },
  };
}

/** The row that takes the place of one that is gone: the next that is left, or the one before. */
export function nearest(
  before: readonly string[],
  gone: string,
  keys: readonly string[],
): string | undefined {
  const at = before.indexOf(gone);
  const left = new Set(keys);
  const next = before.slice(Math.max(0, at)).find((key) => left.has(key));
  return (
    next ??
    before
      .slice(0, Math.max(0, at))
      .reverse()
      .find((key) => left.has(key)) ??
    keys[0]
  );
}

/** The rendered row with a key. */
export function rowOf(box: HTMLElement | null, key: string): HTMLElement | null {
  for (const row of box?.querySelectorAll<HTMLElement>("[data-row]") ?? []) {
    if (row.dataset.row === key) return row;
  }
  return null;
}

/** The focus must not fall out of the editor when its row scrolls out of the document. */
function keepFocus(
  box: HTMLElement | null,
  keys: readonly string[],
  next: { first: number; last: number },
): void {
  const now = focusedIn(box);
  const row = box?.contains(now) ? now?.closest<HTMLElement>("[data-row]") : null;
  if (!row) return;
  const at = keys.indexOf(row.dataset.row ?? "");
  if (at < next.first || at > next.last) box?.focus({ preventScroll: true });
}
