import fc from "fast-check";
import { expect, test } from "vitest";
import { fileName } from "../../src/core/filename";

test("[E169] a file is called as the map is", () => {
  expect(fileName("Buying a city bike", ".cjm.json")).toBe("Buying-a-city-bike.cjm.json");
  expect(fileName("Zażółć: gęślą / jaźń?", ".html")).toBe("Zażółć-gęślą-jaźń.html");
  expect(fileName("地図 1", ".html")).toBe("地図-1.html");
  for (const empty of ["", "  ", "…", "../..", "🚲"]) expect(fileName(empty, ".a")).toBe("map.a");
  expect(fileName("../../etc/passwd", ".a")).toBe("etc-passwd.a");
  expect(fileName("aux", ".cjm.json")).toBe("aux-.cjm.json");
  expect(fileName("Com1.old", ".html")).toBe("Com1-old.html");
});

test("[E169] every system takes it, whatever the title", () => {
  const ending = ".touchpoints.csv";
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (title) => {
      const name = fileName(title, ending);
      expect(name.endsWith(ending)).toBe(true);
      expect(name).not.toMatch(/[\p{C}\p{Z}\\/:*?"<>|]/u);
      expect(name).toMatch(/^[^.\s-]/u);
      expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\./i);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
      expect(name).toBe(name.normalize("NFC"));
    }),
    { numRuns: 500 },
  );
});
