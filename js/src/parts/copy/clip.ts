import { addCard, addTouchpoint, cardsOf, holdsCards, titleOf } from "../../core/commands";
import { reasonOf } from "../../core/errors";
import { newId } from "../../core/ids";
import type { AnyRecord } from "../../core/schema.gen";
import type { Clip, Clipped } from "../../editor/kernel";
import type { Actions } from "../../editor/map/actions";
import { type MapView, showToast } from "../../editor/map/view";
import { MAX_NAME, MAX_TEXT, wellFormed } from "../../ui/text";
import { wordsOf } from "../words";
import { isTable, toHtml, toText } from "./cells";
import { collect } from "./collect";
import { encodePayload, findPayload, type Payload } from "./payload";
import { show } from "./show";
import { chosenRecords, spotsAt, targetOf } from "./spots";
import { tableOf } from "./table";
import { TEXTS } from "./texts";
import { besides, type Spots, transplant } from "./transplant";

/** Copy, cut, paste and duplicate, as far as they need no panel. */
export const clip: Clip = {
  copy(view, act, { data, cut, ids = chosenRecords(view, cut) }) {
    const { editor } = view;
    const { state } = view.grid();
    const say = words(view);
    const payload = collect(state, ids);
    if (!payload) {
      editor.announce(say("nothing_chosen"));
      return;
    }
    const { roots } = payload;
    const table = tableOf(state, roots, { t: editor.t, language: editor.language.peek() });
    data.setData("text/plain", toText(table));
    data.setData("text/html", toHtml(table, encodePayload(payload)));
    const what = act.nameOf(roots[0] ?? "");
    if (cut) act.remove(roots);
    else if (roots.length > 1) editor.announce(say("copied_n", { n: roots.length }));
    else editor.announce(say("copied", { what }));
  },

  paste(view, act, clipped) {
    if (clipped) tell(view, take(view, act, clipped));
    else void ask(view, act);
  },

  duplicate(view, act, ids = chosenRecords(view, true)) {
    const { state } = view.grid();
    const payload = collect(state, ids);
    if (!payload) view.editor.announce(words(view)("nothing_chosen"));
    else tell(view, put(view, act, payload, besides(state, payload.roots)));
  },

  refused(view) {
    tell(view, wrong(words(view)("refused_copy")));
  },
};

function words(view: MapView) {
  return wordsOf(TEXTS, view.editor.language.peek());
}

/** A menu has no event that brings the clipboard: the browser is asked, and may refuse. */
async function ask(view: MapView, act: Actions): Promise<void> {
  const { editor } = view;
  let clipped: Clipped;
  try {
    const items = await navigator.clipboard.read();
    const read = async (type: string) => {
      const item = items.find(({ types }) => types.includes(type));
      return item ? (await item.getType(type)).text() : "";
    };
    clipped = { html: await read("text/html"), text: await read("text/plain") };
  } catch {
    editor.announce(words(view)("refused"));
    editor.panel.value = "paste";
    return;
  }
  tell(view, take(view, act, clipped));
}

/** What is to be seen beside the map, as it would not be understood otherwise. */
interface Remark {
  readonly text: string;
  /** Something was done. */
  readonly undo: boolean;
}

function wrong(text: string): Remark {
  return { text, undo: false };
}

/** Seen and heard. */
function tell(view: MapView, remark: Remark | null): void {
  if (!remark) return;
  view.editor.announce(remark.text);
  showToast(view, remark.text, remark.undo);
}

function take(view: MapView, act: Actions, { html, text }: Clipped): Remark | null {
  const say = words(view);
  let payload: Payload | undefined;
  try {
    payload = findPayload(html);
  } catch (error) {
    return wrong(say("unsound", { reason: reasonOf(error) }));
  }
  if (payload) return put(view, act, payload, spotsAt(view));
  if (isTable(text)) {
    view.pasted.value = text;
    view.editor.panel.value = "paste";
    return null;
  }
  const line = wellFormed(text).trim();
  return line ? putWords(view, act, line) : wrong(say("nothing_there"));
}

function put(view: MapView, act: Actions, payload: Payload, spots: Spots): Remark | null {
  const say = words(view);
  const done = transplant(view.grid().state, payload, spots);
  if (!done) {
    const cards = payload.records.find(({ id }) => id === payload.roots[0])?.type === "card";
    return wrong(say(cards ? "choose_touchpoint" : "no_place"));
  }
  if (!act.run(done.command)) return null;
  show(view, act, done.roots);
  const { length: n } = done.roots;
  const pasted =
    n > 1 ? say("pasted_n", { n }) : say("pasted", { what: act.nameOf(done.roots[0] ?? "") });
  const brought = done.brought.length ? say("brought", { names: listOf(done.brought) }) : "";
  const left = done.left ? say("left", { n: done.left }) : "";
  const text = [pasted, brought, left].filter(Boolean).join(" ");
  view.editor.announce(text);
  // What the map has now that nobody chose, and what it has not, must be seen as well.
  return brought || left ? { text, undo: true } : null;
}

function listOf(records: readonly AnyRecord[]): string {
  const names = records.map(titleOf).filter(Boolean);
  const more = names.length > 5 ? " …" : "";
  return names.slice(0, 5).join(", ") + more;
}

/** One line of text becomes what the cell holds: a card, a channel, a touchpoint. */
function putWords(view: MapView, act: Actions, text: string): Remark | null {
  const { state } = view.grid();
  const { touchpoint, lane, item, header } = targetOf(view);
  const say = words(view);
  const most = lane ? MAX_TEXT : MAX_NAME;
  if (header) return wrong(say("no_place"));
  if (text.length > most) return wrong(say("too_long", { n: most }));
  if (touchpoint && lane) {
    const there = state.record("lane", lane);
    if (there?.kind === "channel") act.addChannel(touchpoint, text);
    else if (holdsCards(there)) {
      const id = newId("cd");
      const cards = cardsOf(state, touchpoint, lane);
      const found = cards.findIndex((card) => card.id === item);
      const index = found < 0 ? cards.length : found + 1;
      if (act.run(addCard(state, { id, touchpoint, lane, text, index }))) show(view, act, [id]);
    } else return wrong(say("no_place"));
    return null;
  }
  const id = newId("tp");
  const spot = touchpoint ? { after: touchpoint } : { phase: spotsAt(view).touchpoint.phase };
  if (act.run(addTouchpoint(state, { id, name: text, spot }))) show(view, act, [id]);
  return null;
}
