import { afterEach, beforeEach, expect, test } from "vitest";
import type { Part } from "../../src/editor/kernel";
import { clip } from "../../src/parts/copy/clip";
import { openEditor, settle } from "./open";

/** What is on the clipboard, as happy-dom has none. */
class Board {
  texts: Record<string, string> = {};
  setData(type: string, text: string) {
    this.texts[type] = text;
  }
  getData(type: string) {
    return this.texts[type] ?? "";
  }
}

let board: Board;
const press = (type: "copy" | "cut" | "paste") => {
  const event = new Event(type, { bubbles: true, cancelable: true });
  Object.defineProperty(event, "clipboardData", { value: board });
  (document.activeElement ?? document.body).dispatchEvent(event);
};

beforeEach(() => {
  board = new Board();
  Object.assign(document, {
    execCommand: (kind: "copy" | "cut") => {
      press(kind);
      return true;
    },
  });
});
afterEach(() => {
  Reflect.deleteProperty(document, "execCommand");
});

/** An editor whose part `copy` comes when it is let. */
function open() {
  let letCome = () => {};
  const come = new Promise<void>((done) => {
    letCome = done;
  });
  const copy: Part = { Panel: () => null, style: "", clip };
  const part = async (name: string) => {
    if (name === "copy") await come;
    return copy;
  };
  const opened = openEditor({ part });
  const names = () =>
    opened.authority.state
      .siblings("touchpoint", "ph-aware")
      .map(([, id]) => opened.authority.state.record("touchpoint", id)?.name);
  const go = (id: string) => {
    opened.page.click(`.cjm-map [data-type=touchpoint][data-id=${id}]`);
    opened.page.find(`.cjm-map [data-type=touchpoint][data-id=${id}]`).focus();
  };
  return { ...opened, names, go, letCome };
}

const ADDED = ["Sees a friend’s bike", "Reads reviews", "Sees a friend’s bike"];

test("[E197] a copy that waits for its code is of what was chosen then, and its paste goes there", async () => {
  const { go, names, letCome, editor, close } = open();
  // What another program has copied before.
  board.setData("text/plain", "old");
  go("tp-sees");
  press("copy");
  go("tp-reads");
  press("paste");
  go("tp-compares");
  await settle();
  expect(names()).toHaveLength(2);
  letCome();
  await settle();
  expect(names()).toEqual(ADDED);
  expect(editor.selection.value).toEqual([expect.not.stringMatching(/^tp-(sees|reads|compares)$/)]);
  close();
});

test("[E197] a late copy leaves the place where somebody is now", async () => {
  const { go, letCome, editor, close } = open();
  go("tp-sees");
  press("copy");
  go("tp-compares");
  letCome();
  await settle();
  expect(board.getData("text/plain")).toContain("Sees a friend’s bike");
  expect(editor.selection.value).toEqual(["tp-compares"]);
  close();
});
