import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type MenuEntry, MenuHost, useOpenMenu } from "../../src/ui/Menu";
import { placeFloating } from "../../src/ui/place";
import { place } from "./dom";

let page: ReturnType<typeof place>;
const chosen = vi.fn();

const items: MenuEntry[] = [
  { label: "Rename", shortcut: "F2", onSelect: () => chosen("rename") },
  "-",
  { heading: "Move" },
  { label: "Left", disabled: true, onSelect: () => chosen("left") },
  { label: "Right", onSelect: () => chosen("right") },
  { label: "Star", checked: true, onSelect: () => chosen("star") },
];

function Opener() {
  const open = useOpenMenu();
  return (
    <button
      id="opener"
      type="button"
      onClick={(event) => open({ anchor: event.currentTarget, items, label: "Actions" })}
    >
      open
    </button>
  );
}

const focused = () => document.activeElement?.querySelector(".cjm-menu-label")?.textContent;
const press = (key: string, more: KeyboardEventInit = {}) => page.key(":focus", key, more);

beforeEach(() => {
  chosen.mockReset();
  page = place();
  page.show(
    <MenuHost>
      <Opener />
    </MenuHost>,
  );
  page.find("#opener").focus();
  page.click("#opener");
});
afterEach(() => page.remove());

test("opens with the focus on its first item and says what it is", () => {
  expect(page.find("[role=menu]").getAttribute("aria-label")).toBe("Actions");
  expect(focused()).toBe("Rename");
  expect(page.find("[role=menuitemcheckbox]").getAttribute("aria-checked")).toBe("true");
});

test("arrows, Home and End walk past what cannot be chosen, and around", () => {
  press("ArrowDown");
  expect(focused()).toBe("Right");
  press("ArrowDown");
  press("ArrowDown");
  expect(focused()).toBe("Rename");
  press("ArrowUp");
  expect(focused()).toBe("Star");
  press("Home");
  expect(focused()).toBe("Rename");
  press("End");
  expect(focused()).toBe("Star");
});

test("typing goes to an item; the same letter again to the next one", () => {
  press("s");
  expect(focused()).toBe("Star");
  vi.useFakeTimers({ now: Date.now() + 5000 });
  press("r");
  expect(focused()).toBe("Rename");
  press("r");
  expect(focused()).toBe("Right");
  vi.useRealTimers();
});

test("Escape closes and gives the focus back", () => {
  press("Escape");
  expect(page.has("[role=menu]")).toBe(false);
  expect(document.activeElement).toBe(page.find("#opener"));
});

test("choosing closes, gives the focus back, and then does it", () => {
  press("End");
  page.click(":focus");
  expect(chosen).toHaveBeenCalledExactlyOnceWith("star");
  expect(page.has("[role=menu]")).toBe(false);
  expect(document.activeElement).toBe(page.find("#opener"));
});

test("a disabled item does nothing", () => {
  page.click("[aria-disabled]");
  expect(chosen).not.toHaveBeenCalled();
  expect(page.has("[role=menu]")).toBe(true);
});

test("keys do not reach what is around it", () => {
  const outside = vi.fn();
  page.root.addEventListener("keydown", outside);
  for (const key of ["ArrowDown", "x", "Escape"]) press(key);
  expect(outside).not.toHaveBeenCalled();
});

test("the opener pressed again closes it", () => {
  page.click("#opener");
  expect(page.has("[role=menu]")).toBe(false);
});

test("floats below its anchor and flips at the edges", () => {
  const view = { width: 1000, height: 600 };
  const size = { width: 200, height: 150 };
  const at = (left: number, top: number) => ({ left, top, right: left + 40, bottom: top + 20 });
  expect(placeFloating(at(100, 100), size, view)).toMatchObject({ left: 100, top: 124 });
  expect(placeFloating(at(950, 100), size, view)).toMatchObject({ left: 790 });
  expect(placeFloating(at(100, 550), size, view)).toMatchObject({ top: 396 });
  expect(placeFloating(at(2, 2), { width: 990, height: 900 }, view)).toMatchObject({
    left: 8,
    top: 26,
    maxHeight: 566,
  });
});
