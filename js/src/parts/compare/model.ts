import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { EditorApi } from "../../editor/context";
import type { Matched } from "../../editor/kernel";
import type { Translator } from "../../i18n";
import { wordsOf } from "../words";
import { Differences } from "./differences";
import { Grid } from "./grid";
import { Pairing, type Side, type States } from "./pairing";
import { type Key, TEXTS } from "./texts";

/** How often Python is asked at most what is the same, in ms. */
const PACE = 400;

export type Say = (key: Key, vars?: Record<string, string | number>) => string;

/** Two maps beside each other as they are now, and with what they are put into words. */
export interface Comparison {
  readonly editors: readonly [a: EditorApi, b: EditorApi];
  readonly states: States;
  readonly pairing: Pairing;
  readonly differences: Differences;
  readonly grid: Grid;
  /** Whether Python has told once what is the same. */
  readonly matched: boolean;
  readonly t: Translator;
  readonly say: Say;
  readonly language: string;
}

export const nameOf = ({ editors }: Comparison, side: Side) => editors[side].name;

/** Follows both maps. */
export function useComparison(a: EditorApi, b: EditorApi): Comparison {
  const revisions = [a.records.value, b.records.value];
  const matched = useMatched(a, b);
  const language = a.language.value;
  return useMemo(() => {
    const states: States = [a.replica.state, b.replica.state];
    const pairing = new Pairing(states, matched ?? []);
    return {
      editors: [a, b],
      states,
      pairing,
      differences: new Differences(states, pairing),
      grid: new Grid(states, pairing),
      matched: matched !== null,
      t: a.t,
      say: wordsOf(TEXTS, language),
      language,
    };
  }, [a, b, matched, language, ...revisions]);
}

/** What Python says is the same; null before it has said so. */
function useMatched(a: EditorApi, b: EditorApi): readonly Matched[] | null {
  const { kernel } = a;
  const [matched, setMatched] = useState<readonly Matched[] | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const over = useRef(false);
  const asked = useRef(false);
  // Python knows of an edit once it is decided.
  const decided = [a, b].map(({ version, replica }) => version.value >= 0 && !replica.pending);
  useEffect(() => {
    const ask = () => {
      timer.current = undefined;
      kernel?.pairs().then(
        (found) => {
          if (!over.current) setMatched(found);
        },
        () => {
          // What was told before goes on to count; the next edit asks again.
        },
      );
    };
    timer.current ??= setTimeout(ask, asked.current ? PACE : 0);
    asked.current = true;
  }, [kernel, a.records.value, b.records.value, ...decided]);
  useEffect(
    () => () => {
      over.current = true;
      clearTimeout(timer.current);
    },
    [],
  );
  return matched;
}
