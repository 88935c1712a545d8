import { expect, test } from "vitest";
import { heldRevision, renewCopies } from "../../src/host/notebook";

const KEY = "0123456789ab";

class Output {
  data: Record<string, unknown>;

  constructor(html: unknown) {
    this.data = { "text/html": html };
  }

  setData({ data }: { data: object }): void {
    this.data = { ...data };
  }
}

const html = (key: string, revision: number) =>
  `<div class="cjm-copy cjm-plain" lang="en" data-editor="${key}" data-epoch="e" ` +
  `data-revision="${revision}" data-cjm="x"><p>data-editor="ffffffffffff"</p></div>`;

/** A notebook as JupyterLab's manager gives it; cells are lists of outputs, null for prose. */
function manager(...cells: (Output[] | null)[]) {
  const list = cells.map((outputs) =>
    outputs ? { outputs: { length: outputs.length, get: (i: number) => outputs[i] } } : {},
  );
  return { context: { model: { cells: list } } };
}

test("[N43] the newest copy of an editor in the notebook is found", () => {
  const notebook = manager(
    null,
    [new Output("<p>else</p>"), new Output(html(KEY, 3))],
    [new Output(html("ba9876543210", 9)), new Output(undefined), new Output(html(KEY, 5))],
  );
  expect(heldRevision(notebook, KEY)).toBe(5);
  expect(heldRevision(notebook, "ba9876543210")).toBe(9);
  expect(heldRevision(notebook, "ffffffffffff")).toBe(null);
});

test("[N43] older copies of it are replaced, those of others and newer ones stay", () => {
  const [old, other, newer] = [html(KEY, 3), html("ba9876543210", 1), html(KEY, 8)].map(
    (text) => new Output(text),
  ) as [Output, Output, Output];
  const data = { "text/html": html(KEY, 7), "text/plain": "Coffee" };
  renewCopies(manager([old, other], [newer]), { type: "copy", key: KEY, revision: 7, data });
  expect(old.data).toEqual(data);
  expect(other.data).toEqual({ "text/html": html("ba9876543210", 1) });
  expect(newer.data).toEqual({ "text/html": html(KEY, 8) });
});

test.each([undefined, null, {}, { context: null }, { context: { model: { cells: 5 } } }])(
  "[N43] a front end without such a notebook is left alone: %j",
  (none) => {
    expect(heldRevision(none, KEY)).toBe(null);
    renewCopies(none, { type: "copy", key: KEY, revision: 7, data: {} });
  },
);
