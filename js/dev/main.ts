/**
 * The editor in a page of its own, on an authority in the browser: for looking at it and for
 * browser tests without a notebook. Query: theme, width, height, lang, readonly, select, n
 * (touchpoints), empty, silent (an authority that never answers), reject (one refused edit).
 */
import { signal } from "@preact/signals";
import { Authority } from "../src/core/authority";
import { Replica } from "../src/core/replica";
import { mount } from "../src/host/mount";
import { messagesOf } from "../src/i18n/catalogues";
import { demo, large } from "./demo";

const query = new URLSearchParams(location.search);
const n = Number(query.get("n") ?? 0);
const empty = { type: "journey" as const, id: "map-empty" };
const authority = new Authority(query.has("empty") ? [empty] : n > 0 ? large(n) : demo());

const wire = { open: !query.has("silent") };
const replica = new Replica({
  client: "dev",
  send(message) {
    if (!wire.open) return;
    // As over a wire: later, and a copy.
    const copy: unknown = JSON.parse(JSON.stringify(message));
    setTimeout(() => authority.receive(copy, (answer) => replica.receive(answer)), 0);
  },
});
authority.subscribe((message) => {
  if (wire.open) setTimeout(() => replica.receive(message), 0);
});

const theme = query.get("theme") ?? "auto";
if (theme !== "auto") document.body.setAttribute("data-jp-theme-light", String(theme === "light"));
const place = document.getElementById("editor") as HTMLElement;
if (query.has("width")) place.style.width = `${Number(query.get("width"))}px`;

const shared = {
  replica,
  messages: signal(messagesOf(query.get("lang") ?? "en")),
  theme: signal(theme),
  readOnly: signal(query.has("readonly")),
  copyKey: signal("none"),
  height: signal(Number(query.get("height") ?? 0)),
  selection: signal<readonly string[]>(query.get("select")?.split(",") ?? []),
};
replica.start();
mount(place, shared);

if (query.has("reject")) {
  // An edit that meets a removal: the authority refuses it, the view keeps and tells it.
  setTimeout(() => {
    const card = authority.state.record("card", "cd-books1");
    if (!card) return;
    wire.open = false;
    replica.edit(
      { updated: { [card.id]: { text: [card.text, "No slot all week"] } } },
      "Edit card",
    );
    authority.edit({ removed: { [card.id]: card } }, "Remove card");
    wire.open = true;
    replica.reconnect();
  }, 200);
}

// Tests reach in here.
Object.assign(globalThis, { cjmDev: { authority, replica, shared, wire } });
