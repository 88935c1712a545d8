import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { InlineText, type InlineTextProps } from "../../src/ui/InlineText";
import { TextField } from "../../src/ui/TextField";
import { place } from "./dom";

let page: ReturnType<typeof place>;
const commit = vi.fn();
const done = vi.fn();

const inline = (more: Partial<InlineTextProps> = {}) => (
  <InlineText value="Old" label="Name" onCommit={commit} onDone={done} {...more} />
);

beforeEach(() => {
  commit.mockReset();
  done.mockReset();
  page = place();
});
afterEach(() => page.remove());

describe("InlineText", () => {
  test("shows user text as text, in its own direction", () => {
    page.show(inline({ value: "<b>x</b>" }));
    expect(page.has("b")).toBe(false);
    expect(page.find(".cjm-inline").getAttribute("dir")).toBe("auto");
  });

  test.each(["Enter", "F2"])("%s starts editing and Enter commits", (key) => {
    page.show(inline());
    page.key(".cjm-inline", key);
    page.type("textarea", "New");
    page.key("textarea", "Enter");
    expect(commit).toHaveBeenCalledExactlyOnceWith("New", "Old");
    expect(done).toHaveBeenCalledExactlyOnceWith("enter");
    expect(page.has("textarea")).toBe(false);
    expect(document.activeElement).toBe(page.find(".cjm-inline"));
  });

  test("Escape takes back what was typed", () => {
    page.show(inline());
    page.click(".cjm-inline");
    page.type("textarea", "New");
    page.key("textarea", "Escape");
    expect(commit).not.toHaveBeenCalled();
    expect(done).toHaveBeenCalledExactlyOnceWith("escape");
  });

  test("leaving the field commits", () => {
    page.show(inline());
    page.click(".cjm-inline");
    page.type("textarea", "New");
    page.blur("textarea");
    expect(commit).toHaveBeenCalledExactlyOnceWith("New", "Old");
    expect(done).toHaveBeenCalledExactlyOnceWith("blur");
  });

  test("a field that is taken away keeps what was typed", () => {
    page.show(inline());
    page.click(".cjm-inline");
    page.type("textarea", "New");
    page.show(null);
    expect(commit).toHaveBeenCalledExactlyOnceWith("New", "Old");
  });

  test.each([{ isComposing: true }, { keyCode: 229 }])("keys of an input method: %o", (more) => {
    page.show(inline());
    page.click(".cjm-inline");
    page.type("textarea", "か");
    page.key("textarea", "Enter", more);
    page.key("textarea", "Escape", more);
    expect(commit).not.toHaveBeenCalled();
    expect(page.find<HTMLTextAreaElement>("textarea").value).toBe("か");
  });

  test("a change from elsewhere leaves the typed text alone and gives its base", () => {
    page.show(inline());
    page.click(".cjm-inline");
    page.type("textarea", "Mine");
    page.show(inline({ value: "Theirs" }));
    expect(page.find<HTMLTextAreaElement>("textarea").value).toBe("Mine");
    page.key("textarea", "Enter");
    expect(commit).toHaveBeenCalledExactlyOnceWith("Mine", "Old");
  });

  test("opening and leaving does not undo what somebody else wrote", () => {
    page.show(inline());
    page.click(".cjm-inline");
    page.show(inline({ value: "Theirs" }));
    page.blur("textarea");
    expect(commit).not.toHaveBeenCalled();
    expect(page.find(".cjm-inline").textContent).toBe("Theirs");
  });

  test("Shift+Enter makes a new line only where there may be several", () => {
    page.show(inline({ multiline: true }));
    page.click(".cjm-inline");
    page.type("textarea", "a\nb");
    expect(page.key("textarea", "Enter", { shiftKey: true }).defaultPrevented).toBe(false);
    page.key("textarea", "Enter");
    expect(commit).toHaveBeenCalledExactlyOnceWith("a\nb", "Old");
  });

  test("cleans what is kept: line breaks, blanks, half surrogates, length", () => {
    for (const [typed, kept] of [
      ["  a\r\n b ", "a b"],
      ["x\ud83d", "x\ufffd"],
      ["😀", "😀"],
      [`${"y".repeat(999)}😀`, "y".repeat(999)],
    ] as const) {
      commit.mockReset();
      page.show(<InlineText key={typed} value="" label="Name" onCommit={commit} />);
      page.click(".cjm-inline");
      page.type("textarea", typed);
      page.key("textarea", "Enter");
      expect(commit).toHaveBeenCalledExactlyOnceWith(kept, "");
    }
  });

  test("typed keys stay inside, Ctrl+S goes on", () => {
    const outside = vi.fn();
    page.root.addEventListener("keydown", outside);
    page.show(inline());
    page.click(".cjm-inline");
    for (const key of ["x", "ArrowLeft", "Delete", " "]) page.key("textarea", key);
    page.key("textarea", "z", { ctrlKey: true });
    expect(outside).not.toHaveBeenCalled();
    page.key("textarea", "s", { ctrlKey: true });
    expect(outside).toHaveBeenCalledOnce();
  });

  test("`editing` starts it; nothing starts it when read-only", () => {
    page.show(inline({ editing: true, readOnly: true }));
    expect(page.has("textarea")).toBe(false);
    page.show(inline({ editing: true }));
    expect(document.activeElement).toBe(page.find("textarea"));
  });
});

describe("TextField", () => {
  test("commits once on Enter and keeps a typed text when another one comes in", () => {
    const field = (value: string) => <TextField value={value} label="Note" onCommit={commit} />;
    page.show(field("Old"));
    page.type("textarea", "Mine");
    page.show(field("Theirs"));
    page.key("textarea", "Enter");
    expect(commit).toHaveBeenCalledExactlyOnceWith("Mine", "Old");
  });
});
