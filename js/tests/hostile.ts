import { existsSync, readFileSync } from "node:fs";

/** Next to the repository; not in it, as it is not ours. */
const FILE = "../../shared/data/text/hostile_text.jsonl";

/** Texts that are meant to do harm; none where the file is not there. */
export function hostileTexts(): string[] {
  if (!existsSync(FILE)) return [];
  const lines = readFileSync(FILE, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line).text as string);
}
