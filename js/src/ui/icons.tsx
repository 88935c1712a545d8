import { Component } from "preact";

/** Line icons on a 16 px raster, drawn in the colour of the text. */
export const ICONS = {
  touchpoint: "M8 2v12M3 6h10",
  emotion: "M2 10c2-6 4-6 6 0s4 4 6-4",
  thought: "M3 12l2-3a5 5 0 1 1 8-1 5 5 0 0 1-7 4z",
  quote: "M6.5 5H3v4h3.5zm0 0v4c0 1.5-1 2.5-2.5 3M13 5H9.5v4H13zm0 0v4c0 1.5-1 2.5-2.5 3",
  feeling: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM6 6.5v.5m4-.5v.5M5.5 10q2.5 2 5 0",
  pain: "M8 2l6 11H2zM8 6v4m0 1.5v.3",
  barrier: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM4 4l8 8",
  gain: "M3 8l4 4 6-8",
  opportunity: "M8 2a4 4 0 0 1 2 7v2H6V9a4 4 0 0 1 2-7zM6 14h4",
  solution: "M8 2l1.7 4.3L14 8l-4.3 1.7L8 14l-1.7-4.3L2 8l4.3-1.7z",
  action: "M3 8h9M8.5 4.5L12 8l-3.5 3.5",
  channel: "M3 4h10v7H8l-3 2.5V11H3z",
  need: "M8 13.5C3 10 2 7.5 2.5 5.5S6 3 8 5.5C10 3 13 3.5 13.5 5.5S13 10 8 13.5z",
  question: "M5.5 6A2.5 2.5 0 1 1 8 8.5V10m0 2.5v.3",
  insight: "M2 8s2.5-4 6-4 6 4 6 4-2.5 4-6 4-6-4-6-4zm6-1.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z",
  note: "M3 3h10v6l-4 4H3zm10 6H9v4",
  metric: "M3 13V8m5 5V3m5 10v-3",
  owner: "M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zm-5 5.5c.5-3 2.5-4 5-4s4.5 1 5 4",
  custom: "M3 4h10M3 8h10M3 12h6",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  undo: "M6 3L3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H7",
  redo: "M10 3l3 3-3 3m3-3H6.5a3.5 3.5 0 0 0 0 7H9",
  collapse: "M4 10l4-4 4 4",
  expand: "M4 6l4 4 4-4",
  left: "M10 3L5 8l5 5",
  right: "M6 3l5 5-5 5",
  up: "M8 13V3M4 7l4-4 4 4",
  down: "M8 3v10M4 9l4 4 4-4",
  trash: "M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 8.5h6l.5-8.5M7 7v3.5M9 7v3.5",
  pencil: "M3 13l.7-3L11 2.7l2.3 2.3L6 12.3zM9.5 4.2l2.3 2.3",
  star: "M8 2l1.8 3.8 4.2.6-3 2.9.7 4.2L8 11.5l-3.7 2 .7-4.2-3-2.9 4.2-.6z",
  warning: "M8 2l6 11H2zM8 6v4m0 1.5v.3",
  check: "M3 8l4 4 6-8",
  close: "M4 4l8 8m0-8l-8 8",
  download: "M8 2v8M4.5 7L8 10.5 11.5 7M3 13.5h10",
  panel: "M2.5 3h11v10h-11zM10 3v10",
  view: "M2.5 3h11v10h-11zM6 3v10M6 8h7.5",
  filter: "M2.5 3h11L9.5 8v4.5l-3 1.5V8z",
  search: "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zm3.5 8l3.5 3.5",
  about: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 7.5V11m0-6v.3",
  user: "M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zm-5 5.5c.5-3 2.5-4 5-4s4.5 1 5 4",
} as const;

export type IconName = keyof typeof ICONS;

/** The icon for a kind of lane or card; a kind this version does not know gets the plain one. */
export function iconOf(kind: string): IconName {
  return Object.hasOwn(ICONS, kind) ? (kind as IconName) : "custom";
}

export interface IconProps {
  name: IconName;
  size?: number | undefined;
  class?: string | undefined;
  /** Fills the shape: the star of a moment of truth. */
  filled?: boolean | undefined;
}

/** Decoration beside a word or inside a labelled button, so it has no name of its own. */
export class Icon extends Component<IconProps> {
  /** A map shows hundreds, and hardly one of them ever changes. */
  override shouldComponentUpdate(next: IconProps): boolean {
    const { name, size, class: extra, filled } = this.props;
    return (
      next.name !== name || next.size !== size || next.class !== extra || next.filled !== filled
    );
  }

  override render({ name, size = 14, class: extra, filled }: IconProps) {
    return (
      <svg
        class={extra ? `cjm-icon ${extra}` : "cjm-icon"}
        width={size}
        height={size}
        viewBox="0 0 16 16"
        fill={filled ? "currentColor" : "none"}
        stroke="currentColor"
        stroke-width={name === "more" ? 2.5 : 1.5}
        stroke-linecap="round"
        stroke-linejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        <path d={ICONS[name]} />
      </svg>
    );
  }
}
