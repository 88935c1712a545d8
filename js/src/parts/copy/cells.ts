/** Tables as spreadsheets put them on the clipboard, there and back. Pure. */

/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+@\t\r-]/;
const NUMBER = /^-?\d+([.,]\d+)?$/;

/** Tab separated text; cells with tabs, line breaks or quotes are quoted. */
export function toText(table: readonly (readonly string[])[]): string {
  // One cell is its text, for wherever text is pasted.
  if (table.length === 1 && table[0]?.length === 1) return table[0][0] ?? "";
  return table.map((row) => row.map(quoted).join("\t")).join("\n");
}

function quoted(cell: string): string {
  const text = harmless(cell);
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** With an apostrophe before it, a spreadsheet takes a text for a text. */
function harmless(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** The same as HTML, by escaping: it only ever goes to the clipboard. */
export function toHtml(table: readonly (readonly string[])[], payload: string): string {
  const rows = table.map((row, i) => {
    const tag = i === 0 && table.length > 1 ? "th" : "td";
    return `<tr>${row.map((cell) => `<${tag}>${escaped(harmless(cell))}</${tag}>`).join("")}</tr>`;
  });
  return `<meta charset="utf-8"><table data-cjm="${payload}">${rows.join("")}</table>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "<br>",
};

function escaped(text: string): string {
  return text.replace(/[&<>"\n]/g, (letter) => ENTITIES[letter] ?? letter);
}

/**
 * The cells of tab separated text, as spreadsheets write it: a cell in quotes may hold tabs and
 * line breaks, and quotes twice. A quote that does not end where a cell ends is a letter.
 */
export function parseCells(text: string, most = Number.POSITIVE_INFINITY): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length && rows.length < most) {
    const whole = text[at] === '"' ? closing(text, at) : -1;
    const end = whole > 0 ? whole + 1 : endOf(text, at);
    const cell = whole > 0 ? text.slice(at + 1, whole).replaceAll('""', '"') : text.slice(at, end);
    row.push(plain(cell));
    if (text[end] !== "\t") {
      rows.push(row);
      row = [];
    }
    at = end + (text.startsWith("\r\n", end) ? 2 : 1);
  }
  // The line break at the end of the last row begins no other.
  while (rows.at(-1)?.every((cell) => cell.trim() === "")) rows.pop();
  return rows;
}

function plain(cell: string): string {
  const text = cell.replace(/\r\n?/g, "\n");
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}

/** Where the quote at `from` is closed, before a tab, a line break or the end; else -1. */
function closing(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] !== '"') return isEdge(text[at + 1]) ? at : -1;
    at += 1;
  }
  return -1;
}

function isEdge(letter: string | undefined): boolean {
  return letter === undefined || letter === "\t" || letter === "\n" || letter === "\r";
}

function endOf(text: string, from: number): number {
  let at = from;
  while (!isEdge(text[at])) at += 1;
  return at;
}

/** Whether a text is a table, and no line of words. */
export function isTable(text: string): boolean {
  return /[\t\n\r]/.test(text.trim());
}
