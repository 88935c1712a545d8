/** What a row names, what is told of it, what is loaded: nothing. */
import { describe, expect, test } from "vitest";
import { compile } from "../../src/chart/vega/expressions";
import { loader } from "../../src/chart/vega/loading";
import { isChosen, isFaded, meant, named, rowsOf, spoken } from "../../src/chart/vega/naming";
import { createTooltip } from "../../src/chart/vega/tooltip";
import { hostileTexts } from "../hostile";

describe("the record of a mark", () => {
  test("[L44] is the one it says, then its touchpoint, then what else it names", () => {
    expect(meant({ record_id: "c1", touchpoint_id: "t1" })).toEqual(["c1"]);
    expect(meant({ record_ids: ["a", "b"], phase_id: "p" })).toEqual(["a", "b"]);
    expect(meant({ record_ids: [], phase_id: "p" })).toEqual(["p"]);
    expect(meant({ persona_id: "x", touchpoint_id: "t1", phase_id: "p" })).toEqual(["t1"]);
    expect(meant({ touchpoint_id: null, metric_id: "m" })).toEqual(["m"]);
    for (const none of [null, undefined, 5, "t1", {}, { user_id: "u" }, { touchpoint_id: 7 }])
      expect(meant(none)).toEqual([]);
    expect(named({ record_id: "c1", touchpoint_id: "t1" })).toEqual(["c1", "t1"]);
  });

  test("[L44] stands out by any record it names; only what names one fades", () => {
    const ids = new Set(["t1"]);
    expect(isChosen({ record_id: "c1", touchpoint_id: "t1" }, ids)).toBe(true);
    expect(isChosen({ record_ids: ["t1"] }, ids)).toBe(true);
    expect(isFaded({ touchpoint_id: "t2" }, ids)).toBe(true);
    expect(isFaded({ y: 0 }, ids)).toBe(false);
    expect(isFaded({ touchpoint_id: "t2" }, null)).toBe(false);
    // No id, however it is called, is found in what objects have by themselves.
    expect(isChosen({ touchpoint_id: "__proto__" }, ids)).toBe(false);
  });

  test("[L45] is spoken by its tooltip, else by the name beside its id", () => {
    expect(spoken({}, { Touchpoint: "Sees it", n: "null", Score: 1 })).toBe(
      "Touchpoint: Sees it, Score: 1",
    );
    expect(spoken({ touchpoint_id: "t1", touchpoint: "Sees it" }, null)).toBe("Sees it");
    expect(spoken({ touchpoint_id: "t1" }, null)).toBe("t1");
  });
});

describe("a tooltip", () => {
  test("[L46] has titles and values as texts, whatever they hold", () => {
    const root = document.createElement("div");
    document.body.append(root);
    const tooltip = createTooltip(root);
    for (const text of hostileTexts()) {
      tooltip.show({ Title: text, other: text }, { text }, 1, 1);
      const box = root.querySelector(".cjm-live-tip") as HTMLElement;
      expect(box.querySelectorAll("*")).toHaveLength(text ? 4 : 0);
      expect([...box.children].every((part) => part.children.length === 0)).toBe(true);
      if (text) expect(box.querySelector("b")?.textContent).toBe(text);
    }
    tooltip.show(null, {}, 1, 1);
    expect((root.querySelector(".cjm-live-tip") as HTMLElement).hidden).toBe(true);
  });

  test("[L46] tells no ids, and nothing of what is missing", () => {
    expect(rowsOf({ touchpoint_id: "t", n: null, score: 0, told: "", m: "null" })).toEqual([
      ["score", "0"],
    ]);
    expect(rowsOf({ name: "null" }, { name: "null" })).toEqual([["name", "null"]]);
    expect(rowsOf("text")).toEqual([["", "text"]]);
    expect(rowsOf([1, "two"])).toEqual([
      ["", "1"],
      ["", "two"],
    ]);
  });
});

describe("what Vega wants from outside", () => {
  const { load, sanitize } = loader();
  test("[L46] is never loaded", async () => {
    for (const uri of [
      "https://example.org/x.csv",
      "x.json",
      "file:///etc/passwd",
      "data:text/csv,a",
    ])
      await expect(load(uri)).rejects.toThrow("loads nothing");
  });

  test("[L46] links are http and open a page that knows nothing of this one", async () => {
    expect(await sanitize("https://example.org/", { context: "href" })).toEqual({
      href: "https://example.org/",
      target: "_blank",
      rel: "noopener noreferrer",
    });
    for (const uri of [
      "javascript:alert(1)",
      " JavaScript:alert(1)",
      "data:text/html,x",
      "//x.y",
      "x",
      "vbscript:x",
    ])
      expect(await sanitize(uri, { context: "href" })).toEqual({});
  });

  test("[L46] pictures are in the chart itself", async () => {
    const data = "data:image/png;base64,AAAA";
    expect(await sanitize(data, { context: "image" })).toEqual({ href: data });
    for (const uri of ["https://example.org/x.png", "data:text/html,x", "blob:x"])
      await expect(sanitize(uri, { context: "image" })).rejects.toThrow();
  });
});

test("[L46] an expression reaches no code behind the values it is given", () => {
  const name = (text: string) => ({ type: "Identifier", name: text });
  const get = (object: unknown, property: unknown, computed = true) => ({
    type: "MemberExpression",
    object,
    property,
    computed,
  });
  const run = (node: unknown) =>
    compile(node as never, {})({ datum: { a: [1] }, params: undefined });
  const literal = (value: unknown) => ({ type: "Literal", value });
  expect(run(get(name("datum"), literal("a")))).toEqual([1]);
  expect(run(get(name("datum"), literal("constructor")))).toBeUndefined();
  expect(run(get(name("datum"), name("constructor"), false))).toBeUndefined();
  const hidden = { type: "ArrayExpression", elements: [literal("constructor")] };
  expect(run(get(name("datum"), hidden))).toBeUndefined();
  expect(() =>
    compile({ type: "CallExpression", callee: name("eval"), arguments: [] } as never, {}),
  ).toThrow();
});
