import type { Board, StickyNote } from "../../core/schema.gen";
import { SAID, type Said, SHAPES } from "./kinds.gen";

export { SHAPES };

export interface Cell {
  readonly key: string;
  readonly title: string;
  readonly question: string;
  /** What its notes usually become on the map. */
  readonly becomes: string;
}

const NOTHING: Said = { title: "", about: "", cells: [] };

/** A key in words, for what this version has no words for. */
const words = (key: string) => {
  const text = key.replaceAll("_", " ");
  return text.slice(0, 1).toLocaleUpperCase() + text.slice(1);
};

/** What a kind says in a language; one of a newer version has only its name. */
export function saidOf(kind: string, language: string): Said {
  const own = (SAID[language] ?? SAID.en)?.[kind];
  return own ?? { ...NOTHING, title: words(kind) };
}

export const kindOf = (board: Board): string => board.kind ?? "empathy_map";

/** The cells of a board: those of its kind, then others that its notes are in. */
export function cellsOf(board: Board, notes: readonly StickyNote[], language: string): Cell[] {
  const said = saidOf(kindOf(board), language);
  const cells = (SHAPES[kindOf(board)]?.cells ?? []).map(([key, becomes], i): Cell => {
    const [title = "", question = ""] = said.cells[i] ?? [];
    return { key, title, question, becomes };
  });
  const others = new Set(notes.map(({ cell = "" }) => cell));
  for (const { key } of cells) others.delete(key);
  const rest = [...others].map((key) => ({
    key,
    title: words(key),
    question: "",
    becomes: "note",
  }));
  return [...cells, ...rest];
}
