/** What Windows keeps for devices, whatever follows the first dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** In characters, none of which takes more than 4 of the 255 bytes a name may have. */
const LONGEST = 50;

/** A file name that every system takes: letters and digits of any script, hyphens, underscores. */
export function fileName(title: string, ending: string): string {
  const words = title.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}_]+/gu, "-");
  const short = [...words.replace(/^[-\p{M}]+/u, "")].slice(0, LONGEST).join("");
  const name = short.replace(/-+$/, "") || "map";
  return `${name.replace(DEVICE, "$1-")}${ending}`;
}
