import { effect } from "@preact/signals";
import type { Peer } from "../../core/presence";
import { focusedIn } from "../../ui/keys";
import type { EditorApi } from "../context";
import { callName, hueOf } from "./words";

/** What says which record something shows. */
const IDS = ["data-id", "data-record"];
/** As many names as fit on a tag. */
const MOST = 3;

/**
 * Outline what others have selected, with their names on a tag. The marks are attributes that no
 * component knows of, and the style sheet draws them, so that nothing is rendered or measured for
 * them, and nothing at all is done while nobody else is here.
 */
export function watchMarks(root: HTMLElement, editor: EditorApi): () => void {
  let marked: HTMLElement[] = [];
  const put = () => {
    const now: HTMLElement[] = [];
    for (const [id, peers] of byRecord(editor.people.peek())) {
      const text = tag(editor, id, peers);
      const selector = `.cjm-map [data-id="${id}"],[data-record="${id}"]`;
      for (const el of root.querySelectorAll<HTMLElement>(selector)) {
        now.push(el);
        if (el.dataset.who !== text) el.dataset.who = text;
        el.style.setProperty("--hue", hueOf(peers[0]?.color ?? 0));
      }
    }
    for (const el of marked) {
      if (now.includes(el)) continue;
      delete el.dataset.who;
      el.style.removeProperty("--hue");
    }
    marked = now;
  };
  const Observer = root.ownerDocument.defaultView?.MutationObserver;
  // Columns come and go while the map is scrolled, and a person's mark goes with the record.
  const watcher = Observer && new Observer(put);
  let watching = false;
  const stop = effect(() => {
    const any = editor.people.value.length > 0;
    editor.language.value;
    if (any && !watching) {
      watcher?.observe(root, { childList: true, subtree: true, attributeFilter: IDS });
    } else if (!any) watcher?.disconnect();
    watching = any;
    put();
  });
  return () => {
    stop();
    watcher?.disconnect();
  };
}

/** Who is at a record, those who type there first. */
function byRecord(people: readonly Peer[]): Map<string, Peer[]> {
  const found = new Map<string, Peer[]>();
  const add = (id: string, peer: Peer) => {
    const there = found.get(id) ?? [];
    if (!there.includes(peer)) found.set(id, [...there, peer]);
  };
  for (const peer of people) if (peer.typing) add(peer.typing[0], peer);
  for (const peer of people) for (const id of peer.at) add(id, peer);
  return found;
}

function tag({ t, presence }: EditorApi, id: string, peers: readonly Peer[]): string {
  const me = presence?.me ?? { name: "", color: 0, page: "" };
  const names = [...new Set(peers.map((peer) => callName(t, peer, me)))];
  const typist = peers.find((peer) => peer.typing?.[0] === id);
  if (typist) return t("is_editing", { who: callName(t, typist, me) });
  const more = names.length > MOST ? ` +${names.length - MOST}` : "";
  return names.slice(0, MOST).join(", ") + more;
}

/** Tell where the person is: what is selected, and the text they are in, if it is one. */
export function watchSpot(root: HTMLElement, editor: EditorApi): () => void {
  const { presence } = editor;
  if (!presence) return () => {};
  const look = () => presence.move({ typing: textAt(focusedIn(root), root, editor) });
  const stop = effect(() => presence.move({ at: editor.selection.value }));
  // What takes the focus comes after what loses it, and a field that goes loses it silently.
  const later = () => setTimeout(look);
  root.addEventListener("focusin", look);
  root.addEventListener("focusout", later);
  return () => {
    stop();
    root.removeEventListener("focusin", look);
    root.removeEventListener("focusout", later);
    presence.move({ typing: null });
  };
}

/** The record and the field of the text that has the focus. */
function textAt(now: Element | null, root: HTMLElement, editor: EditorApi) {
  if (!now || !root.contains(now) || !/^(TEXTAREA|INPUT)$/.test(now.tagName)) return null;
  const held = now.closest<HTMLElement>("[data-id],[data-record]")?.dataset;
  const { state } = editor.replica;
  const inside = now.closest(".cjm-inspector:not(.cjm-part)")
    ? editor.selection.peek()[0]
    : undefined;
  const id = held?.id ?? held?.record ?? inside ?? "";
  const field = now.closest<HTMLElement>("[data-field]")?.dataset.field ?? "";
  return state.get(id) ? ([id, field] as const) : null;
}
