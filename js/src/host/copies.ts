/**
 * The copies of the map that the notebook keeps under the editor (`cjm_widgets/notebook/copy.py`):
 * out of sight while the editor itself is there, and watched whether they still follow it.
 */
import { type Signal, signal } from "@preact/signals";
import type { Replica } from "../core/replica";

/** What a view says in the place of the key when nothing was displayed under it. */
export const WANTED = "wanted";
/** How long copies stay hidden for an editor that is about to be shown, in ms. */
const SOON = 3_000;
/** A large map is copied seldom; what is as old as this and not in the copy was not copied. */
const PATIENCE = 15_000;

const isKey = (key: string) => /^[0-9a-f]{12}$/.test(key);

/** Hide the copies of an editor in a document, and in JupyterLab the row they stand in. */
export function hideCopies(page: Document, key: string): () => void {
  if (!isKey(key)) return () => {};
  const copy = `.cjm-copy[data-editor="${key}"]`;
  const style = page.createElement("style");
  style.textContent =
    `${copy}{display:none!important}` +
    `.jp-OutputArea-child:has(>.jp-RenderedHTMLCommon>${copy}){display:none!important}`;
  page.head.append(style);
  return () => style.remove();
}

/** Hide them until the editor can be expected to be there, so that they do not flash up. */
export function hideForNow(page: Document, key: string): () => void {
  const show = hideCopies(page, key);
  const timer = setTimeout(show, SOON);
  return () => {
    clearTimeout(timer);
    show();
  };
}

/** The revision of the newest copy in a document, null where there is none. */
export function copiedRevision(page: Document, key: string): number | null {
  if (!isKey(key)) return null;
  const copies = page.querySelectorAll<HTMLElement>(`.cjm-copy[data-editor="${key}"]`);
  const found = [...copies].map((copy) => Number(copy.dataset.revision)).filter(Number.isFinite);
  return found.length ? Math.max(...found) : null;
}

/**
 * Whether the copy has stopped to follow. After a reload of the page JupyterLab no longer knows
 * which output an update is for, so the copy that would be saved grows old.
 */
export function watchCopy(
  page: Document,
  key: Signal<string>,
  replica: Replica,
): { behind: Signal<boolean>; stop: () => void } {
  const behind = signal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const check = (since: number) => {
    timer = undefined;
    const copied = copiedRevision(page, key.peek());
    behind.value = copied !== null && copied < since;
    if (replica.revision > since || behind.value) wait();
  };
  const wait = () => {
    if (timer !== undefined) return;
    const since = replica.revision;
    timer = setTimeout(() => check(since), PATIENCE);
  };
  const stop = replica.subscribe(wait);
  return {
    behind,
    stop: () => {
      stop();
      clearTimeout(timer);
    },
  };
}
