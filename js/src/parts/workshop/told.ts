/** What Python tells of a workshop: `cjm_widgets/workshops/view.py`. */
import { useEffect, useRef, useState } from "preact/hooks";
import { reasonOf } from "../../core/errors";
import type { EditorApi } from "../../editor/context";
import { useAnswer } from "../asked";

/** Clocks that differ by less are one: the way of an answer takes time as well. In ms. */
const JITTER = 1_500;

export interface GuidePart {
  readonly kind: string;
  readonly title: string;
  readonly minutes: number;
  readonly aim: string;
  readonly watch: readonly string[];
  readonly steps: readonly GuideStep[];
  readonly items: readonly GuideItem[];
}

export interface GuideStep {
  readonly title: string;
  readonly minutes: number;
  readonly say: string;
  readonly do: string;
}

/** `hand`: people tick it; else the map tells. */
export interface GuideItem {
  readonly id: string;
  readonly text: string;
  readonly hand: boolean;
}

export interface Standing {
  /** The kernel's time, in ms. */
  readonly now: number;
  /** By the id of a part. */
  readonly titles: Readonly<Record<string, string>>;
  /** By the id of a part, then by item: what to do; what is done is not there. */
  readonly missing: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly next: {
    readonly action: "item" | "begin" | "resume" | "onward" | "finish" | "over" | "none";
    readonly text: string;
    readonly part: string;
    readonly item: string;
    readonly after: string;
  };
}

export interface Told {
  readonly guide: readonly GuidePart[] | undefined;
  readonly standing: Standing | undefined;
  readonly problem: string;
  /** The time in the room, in ms: the kernel's, which may differ from that of this page. */
  now(): number;
}

/** The guide, once for each language, and how the workshop stands, after each change. */
export function useTold(editor: EditorApi): Told {
  const [guide, setGuide] = useState<readonly GuidePart[]>();
  const ahead = useRef(0);
  const language = editor.language.value;
  const {
    answer: standing,
    problem,
    setProblem,
  } = useAnswer(editor, async () => {
    const told = (await editor.kernel?.workshop("workshop", language)) as Standing;
    const differs = told.now - Date.now();
    if (Math.abs(differs - ahead.current) > JITTER) ahead.current = differs;
    return told;
  });
  useEffect(() => {
    let over = false;
    editor.kernel?.workshop("guide", language).then(
      (told) => {
        if (!over) setGuide((told as { parts: readonly GuidePart[] }).parts);
      },
      (error) => {
        if (!over) setProblem(reasonOf(error));
      },
    );
    return () => {
      over = true;
    };
  }, [editor, language]);
  return { guide, standing, problem, now: () => Date.now() + ahead.current };
}
