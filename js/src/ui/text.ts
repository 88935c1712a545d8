/** Limits and cleaning of text people type. The kernel refuses what is longer. */
export const MAX_NAME = 1_000;
export const MAX_TEXT = 20_000;

/** Half of a surrogate pair is no text: JSON written by Python would refuse it. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}

export interface CleanOptions {
  multiline?: boolean | undefined;
  limit?: number | undefined;
}

/** What is kept of a typed or pasted text. */
export function clean(text: string, { multiline = false, limit }: CleanOptions = {}): string {
  const lines = text.replace(/\r\n?/g, "\n");
  const shaped = multiline ? lines.trimEnd() : lines.replace(/\s*\n\s*/g, " ").trim();
  const most = limit ?? (multiline ? MAX_TEXT : MAX_NAME);
  // A cut through a pair would leave a half, which is then dropped rather than replaced.
  const cut = shaped.length > most ? shaped.slice(0, most).replace(/[\uD800-\uDBFF]$/, "") : shaped;
  return wellFormed(cut);
}
