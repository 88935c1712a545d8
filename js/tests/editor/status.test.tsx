import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { demo } from "../../dev/demo";
import { Authority } from "../../src/core/authority";
import { Replica } from "../../src/core/replica";
import { createEditor, type MapFile, type OwnedEditor } from "../../src/editor/context";
import { Notices } from "../../src/editor/status/Notices";
import { StatusLine } from "../../src/editor/status/StatusLine";
import { createTranslator } from "../../src/i18n";
import { place } from "../ui/dom";

let page: ReturnType<typeof place>;
let editor: OwnedEditor;
let authority: Authority;
let replica: Replica;
let open: boolean;
const download = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  download.mockReset();
  page = place();
  open = true;
  authority = new Authority(demo());
  replica = new Replica({
    client: "test",
    send: (message) => {
      if (open) authority.receive(message, (answer) => replica.receive(answer));
    },
  });
  authority.subscribe((message) => {
    if (open) replica.receive(message);
  });
  replica.start();
  editor = createEditor({ replica, t: createTranslator("en"), download });
});
afterEach(() => {
  page.remove();
  editor.dispose();
  replica.stop();
  vi.useRealTimers();
});

const show = () =>
  page.show(
    <>
      <Notices editor={editor} />
      <StatusLine editor={editor} />
    </>,
  );
const status = () => {
  show();
  return page.find("[role=status]").textContent;
};
const rename = (text: string) =>
  replica.edit(
    { updated: { "cd-books0": { text: [replica.state.record("card", "cd-books0")?.text, text] } } },
    "Edit card",
  );

test("says in which file the map is kept, and why it is not", () => {
  const file = signal<MapFile | null>({ name: "bike.cjm.json", status: "saved", problem: "" });
  editor.dispose();
  editor = createEditor({ replica, t: createTranslator("en"), download, file });
  expect(status()).toBe("Saved in bike.cjm.json");
  const problem = "bike.cjm.json was not saved (<b>full</b>)";
  file.value = { name: "bike.cjm.json", status: "failed", problem };
  expect(status()).toBe("Not saved in bike.cjm.json");
  expect(page.find(".cjm-status-problem").textContent).toBe(problem);
  expect(page.find("[role=status]").dataset.status).toBe("offline");
  file.value = null;
  expect(status()).toBe("Saved in the notebook’s kernel");
});

test("says where the map is kept, and what is in it", () => {
  expect(status()).toBe("Saved in the notebook’s kernel");
  expect(page.root.textContent).toContain("7 touchpoints");
});

test("K10 silence: after 3 s the waiting edits are counted and can be taken away", () => {
  open = false;
  rename("Kept");
  vi.advanceTimersByTime(2_000);
  expect(status()).toBe("Saved in the notebook’s kernel");
  vi.advanceTimersByTime(2_000);
  expect(status()).toBe("Saving… 1 edit waiting");
  expect(page.has(".cjm-link")).toBe(true);
  vi.advanceTimersByTime(8_000);
  expect(status()).toBe("Not connected, 1 edit waiting");
  page.click(".cjm-status .cjm-link");
  const [name, text] = download.mock.calls[0] ?? [];
  expect(name).toBe("map-demo-edits.json");
  expect(JSON.parse(text).changes[0].change.updated["cd-books0"].text[1]).toBe("Kept");
});

test("a refused edit stays to be read, restored or dismissed", () => {
  const card = authority.state.record("card", "cd-books0");
  if (!card) throw new Error("no card");
  open = false;
  rename("Still wanted");
  authority.edit({ removed: { [card.id]: card } }, "Remove");
  open = true;
  replica.reconnect();
  show();
  expect(page.find(".cjm-banner").textContent).toMatch(
    /^Python deleted the card .+ while you were typing\. Your text: “Still wanted”/,
  );
  page.click(".cjm-banner .cjm-link");
  show();
  expect(page.has(".cjm-banner")).toBe(false);
  expect(authority.state.record("card", "cd-books0")?.text).toBe("Still wanted");
});
