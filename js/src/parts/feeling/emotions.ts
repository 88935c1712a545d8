/** The named emotions of the palette, the pleasant ones first, each with its emoji. */
export const EMOTIONS = {
  joy: "😄",
  trust: "🤗",
  relief: "😌",
  pride: "😎",
  anticipation: "🤩",
  surprise: "😮",
  confusion: "😕",
  boredom: "🥱",
  fear: "😨",
  sadness: "😢",
  disappointment: "😞",
  frustration: "😤",
  anger: "😠",
  disgust: "🤢",
} as const;

export type Emotion = keyof typeof EMOTIONS;

export const NAMES = Object.keys(EMOTIONS) as Emotion[];
