import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTranslator, isolated } from "../../src/i18n";
import { holdsText } from "../../src/ui/keys";
import { openEditor, settle } from "./open";

let open: ReturnType<typeof openEditor>;
beforeEach(() => {
  vi.useFakeTimers();
  open = openEditor();
});
afterEach(() => {
  open.close();
  vi.useRealTimers();
});

const find = (what: string) => open.page.find<HTMLElement>(what);

/** Lets what a press has caused be drawn. */
async function later() {
  vi.advanceTimersByTime(500);
  await settle();
}

test("[E190] the focus of what goes is given to what is around it, and to nobody who has left", async () => {
  const panel = find(".cjm-inspector");
  const button = document.createElement("button");
  panel.tabIndex = -1;
  panel.append(button);
  button.focus();
  button.addEventListener("click", () => button.remove());
  button.click();
  await later();
  expect(document.activeElement).toBe(panel);
  const elsewhere = document.createElement("input");
  document.body.append(elsewhere);
  elsewhere.focus();
  elsewhere.blur();
  find(".cjm-map").click();
  await later();
  expect(document.activeElement).toBe(document.body);
  elsewhere.remove();
});

test("[E191] the frame itself takes the focus of a click where nothing is", () => {
  expect(find(".cjm-frame").tabIndex).toBe(-1);
});

test("[E193] a box that is ticked holds no text", () => {
  const input = (type: string) => Object.assign(document.createElement("input"), { type });
  expect(["text", "search", "number"].map((type) => holdsText(input(type)))).toEqual([
    true,
    true,
    true,
  ]);
  expect(["checkbox", "range", "color"].map((type) => holdsText(input(type)))).toEqual([
    false,
    false,
    false,
  ]);
  expect(holdsText(document.createElement("textarea"))).toBe(true);
  expect(holdsText(null)).toBe(false);
});

test("[E194] only what runs from right to left is isolated", () => {
  const t = createTranslator("en");
  expect(t("removed", { what: "Web (2)" })).toBe("Removed “Web (2)”.");
  expect(t("removed", { what: "שלום" })).toBe("Removed “\u2068שלום\u2069”.");
  expect(isolated("żółć 👍")).toBe("żółć 👍");
});
