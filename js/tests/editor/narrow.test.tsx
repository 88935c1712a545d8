import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openEditor, settle } from "./open";

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(420);
});

afterEach(() => {
  vi.restoreAllMocks();
});

const outline = { Panel: () => <p class="outline">All of it</p>, style: "" };

/** A kernel that gives the outline when it is told to; it has nothing else. */
function slow() {
  let settled = { give: () => {}, fail: () => {} };
  const code = new Promise((resolve, reject) => {
    settled = { give: () => resolve(outline), fail: () => reject(new Error("dead")) };
  });
  const part = (name: string) => (name === "outline" ? code : Promise.reject(new Error(name)));
  return { ...openEditor({ part }), ...settled };
}

describe("an editor under 560 px", () => {
  test("E195 shows the map until the outline is here", async () => {
    const { page, editor, give, close } = slow();
    expect(page.find(".cjm-map")).toBeTruthy();
    give();
    await settle();
    expect(editor.stage.value).toBe("outline");
    await settle();
    expect(page.find(".outline").textContent).toBe("All of it");
    close();
  });

  test("E195 keeps the map where the outline does not come", async () => {
    const { page, editor, fail, close } = slow();
    fail();
    await settle();
    expect(editor.stage.value).toBe(null);
    expect(page.find(".cjm-map")).toBeTruthy();
    close();
  });

  test("E195 keeps the map under who has begun on it, or looked at it for long", async () => {
    const begun = slow();
    begun.page.find("[tabindex='0']").focus();
    begun.give();
    await settle();
    expect(begun.editor.stage.value).toBe(null);
    begun.close();

    const late = slow();
    vi.spyOn(performance, "now").mockReturnValue(performance.now() + 6_000);
    late.give();
    await settle();
    expect(late.editor.stage.value).toBe(null);
    late.close();
  });
});
