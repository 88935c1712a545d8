const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
const LENGTH = 8;
/** Bytes from here on would make the first letters of the alphabet likelier than the last. */
const FAIR = 256 - (256 % ALPHABET.length);

/** A fresh record id, `tp-4k0x9a1c` for the prefix `tp`. */
export function newId(prefix: string): string {
  // `crypto.randomUUID` is missing on hubs without https; this is not.
  let text = "";
  while (text.length < LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH))) {
      if (byte < FAIR && text.length < LENGTH) text += ALPHABET[byte % ALPHABET.length];
    }
  }
  return `${prefix}-${text}`;
}
