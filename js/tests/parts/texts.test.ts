import { describe, expect, test } from "vitest";
import { TEXTS as checks } from "../../src/parts/checks/texts";
import { TEXTS as comments } from "../../src/parts/comments/texts";
import { TEXTS as compare } from "../../src/parts/compare/texts";
import { TEXTS as copy } from "../../src/parts/copy/texts";
import { TEXTS as feeling } from "../../src/parts/feeling/texts";
import { TEXTS as filter } from "../../src/parts/filter/texts";
import { TEXTS as help } from "../../src/parts/help/texts";
import { TEXTS as hints } from "../../src/parts/hints/texts";
import { TEXTS as ink } from "../../src/parts/ink/texts";
import { TEXTS as minimap } from "../../src/parts/minimap/texts";
import { TEXTS as outline } from "../../src/parts/outline/texts";
import { TEXTS as paste } from "../../src/parts/paste/texts";
import { TEXTS as pen } from "../../src/parts/pen/texts";
import { TEXTS as present } from "../../src/parts/present/texts";
import { TEXTS as reactions } from "../../src/parts/reactions/texts";
import { TEXTS as records } from "../../src/parts/records/texts";
import { TEXTS as search } from "../../src/parts/search/texts";
import { TEXTS as table } from "../../src/parts/table/texts";
import { TEXTS as templates } from "../../src/parts/templates/texts";
import { TEXTS as votes } from "../../src/parts/votes/texts";
import { TEXTS as walk } from "../../src/parts/walk/texts";
import { wordsOf } from "../../src/parts/words";
import { TEXTS as workshop } from "../../src/parts/workshop/texts";

const ALL = {
  checks,
  comments,
  compare,
  copy,
  feeling,
  filter,
  help,
  hints,
  ink,
  minimap,
  outline,
  paste,
  pen,
  present,
  reactions,
  records,
  search,
  table,
  templates,
  votes,
  walk,
  workshop,
};

const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe.each(Object.entries(ALL))("%s", (_, texts) => {
  const english: Readonly<Record<string, string>> = texts.en;

  test.each(["it", "pl", "fr"] as const)("[T6] has every text in %s", (language) => {
    const mine: Readonly<Record<string, string>> = texts[language];
    expect(Object.keys(mine)).toEqual(Object.keys(english));
    const forms = language === "pl" ? 3 : 2;
    for (const [key, text] of Object.entries(mine)) {
      expect(text.trim()).not.toBe("");
      expect(new Set(holes(text))).toEqual(new Set(holes(english[key] ?? "")));
      if (english[key]?.includes("|")) expect(text.split("|")).toHaveLength(forms);
    }
    const same = Object.keys(mine).filter((key) => mine[key] === english[key]);
    expect(same.filter((key) => (english[key]?.length ?? 0) > 12)).toEqual([]);
  });
});

test("[T6] a language that is not there is said in English, with its plurals", () => {
  expect(wordsOf(checks, "de")("error", { n: 2 })).toBe("2 errors");
  expect(wordsOf(checks, "pl")("error", { n: 3 })).toBe("3 błędy");
});
