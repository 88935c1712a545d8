import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createTranslator } from "../../src/i18n";
import { WordsContext } from "../../src/i18n/context";
import { it } from "../../src/i18n/it";
import { Segmented } from "../../src/ui/choices";
import { formatDuration, parseDuration } from "../../src/ui/duration";
import { DateField, DurationField, isDate, NumberField } from "../../src/ui/fields";
import { TokenField } from "../../src/ui/TokenField";
import { place } from "./dom";

let page: ReturnType<typeof place>;
const commit = vi.fn();

beforeEach(() => {
  commit.mockReset();
  page = place();
});
afterEach(() => page.remove());

describe("durations", () => {
  test.each([
    [360, "6 min"],
    [172800, "2 days"],
    [86400, "1 day"],
    [5400, "1 h 30 min"],
    [90061.5, "1 day 1 h 1 min 1.5 s"],
    [0, "0 s"],
  ])("%d s is %s", (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
    expect(parseDuration(text)).toBe(seconds);
  });

  test.each([
    ["6", 360],
    ["1h30", 5400],
    ["1:30", 5400],
    ["0:00:45", 45],
    ["1,5 h", 5400],
    ["2 weeks", 1209600],
    ["1 hour and 5 minutes", 3900],
    ["2 giorni", 172800],
    ["1 ora e 30 minuti", 5400],
    ["3 dni", 259200],
    ["2 godz. 15 min.", 8100],
    ["2 jours, 3 heures", 183600],
    ["1 mois", 2592000],
    ["1 m", 60],
  ])("reads %s", (text, seconds) => expect(parseDuration(text)).toBe(seconds));

  test.each(["", "soon", "-5 min", "5 parsecs", "min", "1 h x", "1 2", "1e999 s", "5 min 3 4"])(
    "does not read %j",
    (text) => expect(parseDuration(text)).toBeNull(),
  );

  test("what is written is read back, in every language", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e11 }),
        fc.constantFrom("en", "it", "pl", "fr"),
        (seconds, language) => parseDuration(formatDuration(seconds, language)) === seconds,
      ),
    );
    expect(parseDuration(formatDuration(1e300))).toBe(1e300);
  });
});

describe("fields that read a text", () => {
  test("a number out of range is said at the field and changes nothing", () => {
    page.show(<NumberField value={1} label="Score" min={-2} max={2} onCommit={commit} />);
    page.type("input", "7");
    page.key("input", "Enter");
    expect(commit).not.toHaveBeenCalled();
    expect(page.find("[role=alert]").textContent).toBe("Between −2 and 2");
    expect(page.find("input").getAttribute("aria-invalid")).toBe("true");
    expect(page.find<HTMLInputElement>("input").value).toBe("7");
    page.type("input", "−1,5");
    page.key("input", "Enter");
    expect(commit).toHaveBeenCalledExactlyOnceWith(-1.5);
    expect(page.has("[role=alert]")).toBe(false);
  });

  test.each(["1e", "abc", "1 2", "0x10", "Infinity", "NaN"])("%s is no number", (text) => {
    page.show(<NumberField value={1} label="N" onCommit={commit} />);
    page.type("input", text);
    page.blur("input");
    expect(commit).not.toHaveBeenCalled();
    expect(page.has("[role=alert]")).toBe(true);
    page.key("input", "Escape");
    expect(page.has("[role=alert]")).toBe(false);
    expect(page.find<HTMLInputElement>("input").value).toBe("1");
  });

  test("emptied is nothing; arrows step within the range", () => {
    page.show(<NumberField value={2} label="N" min={-2} max={2} step={0.1} onCommit={commit} />);
    page.key("input", "ArrowUp");
    page.key("input", "ArrowDown");
    page.type("input", "");
    page.blur("input");
    expect(commit.mock.calls).toEqual([[1.9], [null]]);
  });

  test("speaks the language of the numbers", () => {
    const words = { t: createTranslator("it", it), language: "it" };
    page.show(
      <WordsContext.Provider value={words}>
        <NumberField value={0.5} label="N" onCommit={commit} />
      </WordsContext.Provider>,
    );
    expect(page.find<HTMLInputElement>("input").value).toBe("0,5");
  });

  test("a duration and a date", () => {
    page.show(<DurationField value={360} label="Wait" onCommit={commit} />);
    expect(page.find<HTMLInputElement>("input").value).toBe("6 min");
    page.type("input", "2 days");
    page.key("input", "Enter");
    page.show(<DateField key="d" value="" label="Start" onCommit={commit} />);
    page.type("input", "2027-02-30");
    page.blur("input");
    page.type("input", "2028-02-29");
    page.blur("input");
    expect(commit.mock.calls).toEqual([[172800], ["2028-02-29"]]);
  });

  test.each([
    ["2027-05-31", true],
    ["2027-05-31T10:30", true],
    ["2027-05-31 10:30:05.5Z", true],
    ["0001-01-01T00:00:00+02:00", true],
    ["2027-13-01", false],
    ["2027-02-29", false],
    ["31.5.2027", false],
    ["2027-05-31T25:00", false],
  ])("%s is a date: %s", (text, is) => expect(isDate(text)).toBe(is));
});

test("Segmented: arrows move and choose", () => {
  const options = ["a", "b", "c"].map((value) => ({ value, label: value }));
  page.show(<Segmented value="a" label="Pick" options={options} onChange={commit} />);
  expect(page.all("[tabindex='0']")).toHaveLength(1);
  page.key("[aria-checked=true]", "ArrowLeft");
  page.click("[role=radio]:nth-child(2)");
  page.click("[role=radio]:nth-child(1)");
  expect(commit.mock.calls).toEqual([["c"], ["b"]]);
});

describe("TokenField", () => {
  const all = [
    { key: "ch-1", label: "Web" },
    { key: "ch-2", label: "Shop" },
    { key: "ch-3", label: "Café" },
  ];
  const add = vi.fn();
  const remove = vi.fn();
  const create = vi.fn();
  beforeEach(() => {
    for (const mock of [add, remove, create]) mock.mockReset();
    page.show(
      <TokenField
        tokens={all.slice(0, 1)}
        suggestions={() => all}
        label="Channels"
        onAdd={add}
        onRemove={remove}
        onCreate={create}
      />,
    );
  });

  test("a name that is there already is taken, not made again, whatever its case", () => {
    page.type("input", "cafe");
    page.key("input", "Enter");
    expect(add).toHaveBeenCalledExactlyOnceWith(all[2]);
    expect(create).not.toHaveBeenCalled();
  });

  test("a new name is made by Enter, a comma or leaving", () => {
    for (const end of [
      () => page.key("input", "Enter"),
      () => page.key("input", ","),
      () => page.blur("input"),
    ]) {
      page.type("input", " Kiosk ");
      end();
    }
    expect(create.mock.calls).toEqual([["Kiosk"], ["Kiosk"], ["Kiosk"]]);
  });

  test("suggestions leave out what is taken; arrows and Enter pick", () => {
    page.type("input", "");
    page.click("input");
    expect(page.all("[role=option]").map((o) => o.textContent)).toEqual(["Shop", "Café"]);
    page.key("input", "ArrowDown");
    page.key("input", "Enter");
    expect(add).toHaveBeenCalledExactlyOnceWith(all[1]);
  });

  test("Backspace in the empty field takes the last, a button any", () => {
    page.key("input", "Backspace");
    page.click(".cjm-token button");
    expect(remove.mock.calls).toEqual([["ch-1"], ["ch-1"]]);
  });
});
