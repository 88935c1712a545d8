import type { TypeName } from "../../core/schema.gen";
import { prefixOf } from "../copy/names";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
const LENGTH = 8;
/** Bytes from here on would make the first letters of the alphabet likelier than the last. */
const FAIR = 256 - (256 % ALPHABET.length);
const POOL = 16_384;

/** Fresh ids by the thousand, as `newId` makes one: randomness is asked for in large pieces. */
export function idMaker(): (type: TypeName) => string {
  const pool = new Uint8Array(POOL);
  let at = POOL;
  const next = (): number => {
    if (at === POOL) {
      crypto.getRandomValues(pool);
      at = 0;
    }
    return pool[at++] as number;
  };
  return (type) => {
    let text = "";
    while (text.length < LENGTH) {
      const byte = next();
      if (byte < FAIR) text += ALPHABET[byte % ALPHABET.length];
    }
    return `${prefixOf(type)}-${text}`;
  };
}
