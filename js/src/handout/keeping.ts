/**
 * Whether what was changed in a hand-out outlives its page. The editor keeps edits in the browser
 * until they are in a copy of the map (`core/keeper.ts`); here that copy is the file which the
 * person downloads. Says in the status line how it stands, and warns who closes the page while
 * edits are nowhere else.
 */
import type { KeptEdit } from "../core/keeper";
import type { Accepted } from "../core/protocol";
import type { HandoutModel } from "./model";
import type { Texts } from "./texts";

/** How long the editor may take to keep an edit before it is looked for, in ms. */
export const SOON = 400;
/** The map as the menu of exports hands it over; not edits alone, which end otherwise. */
const MAP = "a[download$='.cjm.json']";

export interface Keeping {
  /** Edits are on this page and nowhere else. */
  readonly loose: boolean;
  stop(): void;
}

/** `read` gives what the browser keeps. */
export function watchKeeping(
  model: HandoutModel,
  page: Document,
  read: () => Promise<readonly KeptEdit[]>,
  texts: Texts,
): Keeping {
  const { authority } = model;
  const view = page.defaultView as Window;
  let copied = 0;
  let loose = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const fresh = (): readonly Accepted[] => {
    const count = authority.revision - copied;
    return count > 0 ? authority.history.slice(-count) : [];
  };
  const say = (text: string, problem = "") => {
    // The status line says the name of the file and nothing else, which `index.ts` sees to.
    model.set("_file", { name: text, status: problem ? "error" : "saved", problem });
  };
  const look = async () => {
    const edits = fresh();
    const kept = await read().catch(() => []);
    if (edits.length !== fresh().length) return;
    const ids = new Set(kept.map((edit) => edit.id));
    loose = edits.some((edit) => !ids.has(edit.id));
    if (loose) say(texts.unkept, texts.advice);
    else if (edits.length > 0) say(texts.kept);
    else say(copied > 0 ? texts.downloaded : texts.untouched);
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), SOON);
  };
  const unfollow = authority.subscribe(() => {
    if (fresh().length === 0) return;
    // Until it is found to be kept.
    loose = true;
    soon();
  });
  const hear = (event: Event) => {
    const target = event.target as Element | null;
    if (!target?.matches?.(MAP)) return;
    copied = authority.revision;
    loose = false;
    model.set("_copied", copied);
    void look();
  };
  const warn = (event: Event) => {
    if (loose) event.preventDefault();
  };
  // The link is clicked by the editor itself and is gone after that.
  page.addEventListener("click", hear, true);
  view.addEventListener("beforeunload", warn);
  say(texts.untouched);
  return {
    get loose() {
      return loose;
    },
    stop() {
      clearTimeout(timer);
      unfollow();
      page.removeEventListener("click", hear, true);
      view.removeEventListener("beforeunload", warn);
    },
  };
}
