import { batch } from "@preact/signals";
import { reasonOf } from "../../core/errors";
import { focusedIn, isField } from "../../ui/keys";
import type { Clip, Clipped } from "../kernel";
import type { Actions } from "./actions";
import type { MapView } from "./view";

export type ClipAction = "copy" | "cut" | "paste" | "duplicate";

/** The clipboard of one editor. */
export interface Clipboard {
  /** For a menu and a key: on these records, else on what the cursor is on. */
  run(action: ClipAction, ids?: readonly string[]): void;
  /** What a text field of a panel was given for the map. */
  put(clipped: Clipped): void;
  stop(): void;
}

/**
 * Copy, cut and paste while the focus is in the editor and in no text field. The browser fires
 * these events at what is marked on the page, or at its body, so they are heard at the document.
 * They need no permission, nor a page over https. What is written and what becomes of it comes
 * with the part `copy`, which is asked for as soon as the map has the focus.
 */
export function watchClipboard(frame: HTMLElement, view: MapView, act: Actions): Clipboard {
  const { editor } = view;
  const page = frame.ownerDocument;
  let clip: Clip | undefined;
  /** What a menu means, while the event of its own making is on its way: it has the focus still. */
  let meant: { readonly ids: readonly string[] | undefined } | null = null;

  const load = async (): Promise<Clip | undefined> => {
    clip ??= (await editor.kernel?.part("copy"))?.clip;
    return clip;
  };
  const standing = () => [view.cursor.peek(), editor.selection.peek()] as const;
  const stand = ([cursor, selection]: ReturnType<typeof standing>) => {
    view.cursor.value = cursor;
    editor.selection.value = selection;
  };
  /** A copy waits for its code: a paste asked for after it means what that copy will have written. */
  let late = false;
  let written: Clipped | undefined;

  const clippedOf = (data: DataTransfer | null): Clipped => {
    const read = (type: string) => data?.getData(type) ?? "";
    return { html: read("text/html"), text: read("text/plain") };
  };
  /** At once when it is there: a browser gives its clipboard only to what a person just did. */
  const use = (then: (clip: Clip) => void, inPassing = false) => {
    if (clip) return then(clip);
    // Whoever has gone on when it comes means what they were on.
    const asked = standing();
    load().then(
      (found) =>
        found &&
        batch(() => {
          const now = standing();
          stand(asked);
          then(found);
          if (inPassing) stand(now);
        }),
      (error) => editor.announce(editor.t("part_failed", { reason: reasonOf(error) })),
    );
  };
  const prepare = ({ target }: FocusEvent) => {
    if (!(target as Element).closest(".cjm-map")) return;
    frame.removeEventListener("focusin", prepare);
    // Who needs it asks again, and is told why it does not come.
    load().catch(() => {});
  };

  const isOurs = (event: Event): boolean => {
    if (meant) return true;
    const now = focusedIn(frame);
    if (event.defaultPrevented || !now || !frame.contains(now) || isField(now)) return false;
    if (event.type.endsWith("paste")) return true;
    // Text that was marked in a panel is what is meant.
    const marked = page.getSelection();
    return !marked || marked.isCollapsed || !frame.contains(marked.anchorNode);
  };
  const mayEdit = () => !editor.readOnly.peek();
  const take = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };

  /** Makes the browser fire the event that a key would. */
  const fire = (kind: "copy" | "cut", ids: readonly string[] | undefined) => {
    meant = { ids };
    const done = page.execCommand(kind);
    meant = null;
    if (!done) use((found) => found.refused(view));
  };
  const onCopy = (event: ClipboardEvent) => {
    const cut = event.type === "cut";
    if (!isOurs(event) || (cut && !mayEdit())) return;
    take(event);
    const ids = meant?.ids;
    const data = event.clipboardData;
    if (clip && data) {
      clip.copy(view, act, { data, cut, ids });
      if (late) written = clippedOf(data);
    } else if (!clip) {
      late = true;
      use(() => fire(cut ? "cut" : "copy", ids), true);
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    if (!isOurs(event) || !mayEdit()) return;
    take(event);
    const clipped = clippedOf(event.clipboardData);
    const afterCopy = late && !clip;
    use((found) => found.paste(view, act, (afterCopy && written) || clipped));
  };
  /** Safari offers these only to who answers: yes, there is something to copy. */
  const onBefore = (event: Event) => {
    if (isOurs(event) && (event.type === "beforecopy" || mayEdit())) event.preventDefault();
  };

  const heard = [
    ["copy", onCopy],
    ["cut", onCopy],
    ["paste", onPaste],
    ["beforecopy", onBefore],
    ["beforecut", onBefore],
    ["beforepaste", onBefore],
  ] as const;
  for (const [kind, listener] of heard) {
    page.addEventListener(kind, listener as EventListener, true);
  }
  frame.addEventListener("focusin", prepare);

  return {
    run(action, ids) {
      if (action !== "copy" && !mayEdit()) return;
      if (action === "copy" || action === "cut") fire(action, ids);
      else if (action === "paste") use((found) => found.paste(view, act, null));
      else use((found) => found.duplicate(view, act, ids));
    },
    put(clipped) {
      use((found) => found.paste(view, act, clipped));
    },
    stop() {
      frame.removeEventListener("focusin", prepare);
      for (const [kind, listener] of heard) {
        page.removeEventListener(kind, listener as EventListener, true);
      }
    },
  };
}
