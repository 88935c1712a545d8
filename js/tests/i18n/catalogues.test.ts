import { describe, expect, test } from "vitest";
import { TYPES } from "../../src/core/schema.gen";
import { createTranslator, ENGLISH, fieldLabel, readMessages, valueLabel } from "../../src/i18n";
import { CATALOGUES, messagesOf } from "../../src/i18n/catalogues";
import { en } from "../../src/i18n/en";

const keys = Object.keys(en) as (keyof typeof en)[];
const others = Object.entries(CATALOGUES).filter(([language]) => language !== "en");
const holes = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe.each(others)("%s", (language, catalogue) => {
  test("has every text", () => {
    expect(Object.keys(catalogue).sort()).toEqual([...keys].sort());
    expect(keys.filter((key) => catalogue[key].trim() === "")).toEqual([]);
  });

  test("has the placeholders of the English text in each of its forms", () => {
    for (const key of keys) {
      const [wanted = ""] = [en[key] as string];
      // A form for exactly one may leave the number out.
      for (const form of catalogue[key].split("|")) {
        const missing = holes(wanted).filter((hole) => !form.includes(hole) && hole !== "{n}");
        expect([key, missing]).toEqual([key, []]);
      }
      expect([key, holes(catalogue[key])]).toEqual([key, holes(wanted)]);
    }
  });

  test("has as many plural forms as the language uses", () => {
    const wanted = { it: 2, fr: 2, pl: 3 }[language];
    for (const key of keys.filter((k) => en[k].includes("|") && en[k].includes("{n}"))) {
      expect([key, catalogue[key].split("|").length]).toEqual([key, wanted]);
    }
  });

  test("has as many entries in each list", () => {
    for (const key of keys.filter((k) => en[k].includes("|") && !en[k].includes("{n}"))) {
      const [mine, theirs] = [catalogue[key].split("|"), en[key].split("|")];
      expect([key, mine.length]).toEqual([key, theirs.length]);
    }
  });

  test("is translated", () => {
    const same = keys.filter((key) => catalogue[key] === en[key] && en[key].length > 12);
    expect(same.length).toBeLessThan(6);
  });
});

test("every value of a choice and every field has a word", () => {
  const t = createTranslator("en");
  for (const type of ["journey", "phase", "touchpoint", "lane", "card", "persona"] as const) {
    for (const [name, info] of Object.entries(TYPES[type].fields)) {
      if (["place", "extra", "file_extra"].includes(name)) continue;
      expect(Object.hasOwn(en, `f_${name}`) ? "" : name).toBe("");
      expect(fieldLabel(t, name)).not.toBe("");
      for (const value of info.known ?? []) {
        expect(Object.hasOwn(en, `v_${value}`) ? "" : value).toBe("");
      }
    }
  }
  expect(valueLabel(t, "teleport")).toBe("other: teleport");
});

test("plural forms and numbers follow the language", () => {
  const say = (language: string, n: number) =>
    createTranslator(language, messagesOf(language).texts)("edits_waiting", { n });
  expect(say("en", 1)).toBe("1 edit waiting");
  expect(say("en", 1200)).toBe("1,200 edits waiting");
  expect(new Set([1, 2, 5, 22].map((n) => say("pl", n).replace(/\d+/, ""))).size).toBe(3);
  expect(say("pl", 22).replace("22", "2")).toBe(say("pl", 2));
});

test("T6 what was not sent is said in English, never as a key", () => {
  for (const sent of [undefined, null, {}, { language: "it" }, { texts: {} }]) {
    expect(readMessages(sent)).toBe(ENGLISH);
  }
  const { language, texts } = readMessages({ language: "it", texts: { yes: "sì" } });
  const t = createTranslator(language, texts);
  expect(t("yes")).toBe("sì");
  expect(t("no_phase")).toBe("no phase");
});
