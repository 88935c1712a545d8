/** Which words of a text were taken out, and which came in. */

export interface Piece {
  readonly text: string;
  /** It is in this text only. */
  readonly own: boolean;
}

/** Longer texts are told apart as wholes: the table of all pairs would be too large. */
const MOST = 300;

/** Both texts in pieces, words that are in one of them only apart. */
export function wordsApart(a: string, b: string): readonly [readonly Piece[], readonly Piece[]] {
  const [mine, theirs] = [split(a), split(b)];
  if (mine.length > MOST || theirs.length > MOST) {
    return [[{ text: a, own: true }], [{ text: b, own: true }]];
  }
  // Length of the longest common part of what is left, from each pair of places on.
  const width = theirs.length + 1;
  const common = new Uint16Array((mine.length + 1) * width);
  for (let i = mine.length - 1; i >= 0; i--) {
    for (let j = theirs.length - 1; j >= 0; j--) {
      common[i * width + j] =
        mine[i] === theirs[j]
          ? (common[(i + 1) * width + j + 1] as number) + 1
          : Math.max(common[(i + 1) * width + j] as number, common[i * width + j + 1] as number);
    }
  }
  const found: [Piece[], Piece[]] = [[], []];
  const put = (side: 0 | 1, text: string, own: boolean) => found[side].push({ text, own });
  let [i, j] = [0, 0];
  while (i < mine.length && j < theirs.length) {
    if (mine[i] === theirs[j]) {
      put(0, mine[i++] as string, false);
      put(1, theirs[j++] as string, false);
    } else if ((common[(i + 1) * width + j] as number) >= (common[i * width + j + 1] as number)) {
      put(0, mine[i++] as string, true);
    } else put(1, theirs[j++] as string, true);
  }
  while (i < mine.length) put(0, mine[i++] as string, true);
  while (j < theirs.length) put(1, theirs[j++] as string, true);
  return [joined(found[0]), joined(found[1])];
}

/** Words, and the room between them, so that the pieces together are the text. */
function split(text: string): string[] {
  return text.match(/\S+|\s+/g) ?? [];
}

/** Pieces as long as they can be; room is marked only between two words that are. */
function joined(words: readonly Piece[]): Piece[] {
  const pieces: Piece[] = [];
  for (const [i, word] of words.entries()) {
    const own =
      word.text.trim() === "" ? Boolean(words[i - 1]?.own && words[i + 1]?.own) : word.own;
    const last = pieces.at(-1);
    if (last?.own === own) pieces[pieces.length - 1] = { text: last.text + word.text, own };
    else pieces.push({ text: word.text, own });
  }
  return pieces;
}
