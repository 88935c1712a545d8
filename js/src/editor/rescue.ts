import { focusedIn } from "../ui/keys";
import { isLost } from "./map/focus";

/** How long after a press what had the focus may still go, in ms. */
const LATE = 300;
/** What can have the focus, if only by code. */
const FOCUSABLE = "button:not(:disabled),input:not(:disabled),textarea,select,[tabindex]";

/**
 * Keeps the focus in the editor when what had it is taken away or disabled by what it did: keys
 * would go to the notebook's cells. The nearest thing around it that is still there gets it.
 */
export function rescueFocus(frame: HTMLElement): () => void {
  const root = frame.parentElement ?? frame;
  /** What had the focus last, and what is around it. */
  let path: readonly HTMLElement[] = [];
  const note = (event: Event) => {
    const all = event.composedPath() as HTMLElement[];
    // A menu stands beside the frame: what it was opened at is what is gone back to.
    if (all.includes(frame)) path = all.slice(0, all.indexOf(frame));
  };
  // Who goes elsewhere is let go.
  const leave = (event: FocusEvent) => {
    if (event.relatedTarget && !root.contains(event.relatedTarget as Node)) path = [];
  };
  const look = () => {
    if (!frame.isConnected || path.length === 0 || !isLost(focusedIn(frame))) return;
    for (const at of path) {
      // What is hidden does not take it.
      if (frame.contains(at) && at.matches(FOCUSABLE)) at.focus({ preventScroll: true });
      if (!isLost(focusedIn(frame))) return;
    }
    frame.focus({ preventScroll: true });
  };
  // After what the event has caused is drawn, also where that takes a while.
  const soon = () => {
    requestAnimationFrame(() => requestAnimationFrame(look));
    setTimeout(look, LATE);
  };
  const acts = ["click", "keydown", "change"] as const;
  root.addEventListener("focusin", note);
  root.addEventListener("focusout", leave);
  for (const act of acts) root.addEventListener(act, soon, true);
  return () => {
    root.removeEventListener("focusin", note);
    root.removeEventListener("focusout", leave);
    for (const act of acts) root.removeEventListener(act, soon, true);
  };
}
