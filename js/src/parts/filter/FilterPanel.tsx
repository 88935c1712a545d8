import { useEffect, useMemo, useState } from "preact/hooks";
import { useEditor } from "../../editor/context";
import type { PanelProps } from "../../editor/kernel";
import { useView } from "../../editor/map/view";
import { wordsOf } from "../words";
import { FACETS, type Facet } from "./facets";
import { ALL, ask, clear, install, type OwnSieve } from "./sieve";
import { type Sifted, sift } from "./sift";
import { TEXTS } from "./texts";
import { Views } from "./Views";
import { labelled, titleOfFacet } from "./words";

/** So many values of one facet are offered at first. */
const FEW = 8;
/** Facets that only know yes, together under one heading. */
const MARKS: readonly Facet[] = ["comments", "moment_of_truth"];

/** What to see of the map, and what to come back to. */
export function FilterPanel({ act }: PanelProps) {
  const editor = useEditor();
  const view = useView();
  const { t, replica } = editor;
  const say = wordsOf(TEXTS, editor.language.value);
  useEffect(() => install(view), [view]);
  const filter = view.filter.value ?? ALL;
  const records = editor.records.value;
  const sieve = view.sift.value?.value as OwnSieve | null | undefined;
  const unfiltered = useMemo(
    () => (sieve ? null : sift(replica.state, null)),
    [replica, !sieve, records],
  );
  const found = sieve?.sifted ?? (unfiltered as Sifted);
  const on = Object.keys(filter.chosen).length > 0;
  const toggle = (facet: Facet, value: string) => {
    const now = filter.chosen[facet] ?? [];
    const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
    const { [facet]: _, ...rest } = filter.chosen;
    ask(view, { ...filter, chosen: next.length ? { ...rest, [facet]: next } : rest });
  };
  const boxes = (facet: Facet, many?: boolean) => {
    const chosen = filter.chosen[facet] ?? [];
    // What was chosen and is gone from the map can still be taken back.
    const values = [...new Set([...found.counts[facet].keys(), ...chosen])];
    const options = labelled(replica.state, t, say, facet, values).map(({ value, label }) => (
      <Option
        key={`${facet} ${value}`}
        label={label}
        count={found.counts[facet].get(value) ?? 0}
        checked={chosen.includes(value)}
        onChange={() => toggle(facet, value)}
      />
    ));
    return many ? <Some more={(n) => say("more", { n })}>{options}</Some> : options;
  };
  const marks = MARKS.flatMap((facet) => boxes(facet));
  const facets = FACETS.filter((facet) => !MARKS.includes(facet));
  return (
    <div class="cjm-filter">
      <p class="cjm-filter-state" role="status">
        {on
          ? say(filter.hide ? "shown" : "match", { i: found.left, n: found.all })
          : say("all", { n: found.all })}
      </p>
      {/* Not disabled: the focus must not fall out of a button that was just pressed. */}
      <button type="button" class="cjm-link" aria-disabled={!on} onClick={() => on && clear(view)}>
        {say("clear")}
      </button>
      <Switch
        label={say("hide")}
        checked={filter.hide}
        onChange={(hide) => ask(view, { ...filter, hide })}
      />
      <Switch
        label={say("columns")}
        checked={filter.columns}
        onChange={(columns) => ask(view, { ...filter, columns })}
      />
      <Views act={act} filter={filter} />
      {facets.map((facet) => {
        const options = boxes(facet, true);
        const some = found.counts[facet].size > 0 || filter.chosen[facet];
        return some ? (
          <fieldset key={facet} data-facet={facet}>
            <legend>{titleOfFacet(t, say, facet)}</legend>
            {options}
          </fieldset>
        ) : null;
      })}
      {marks.length > 0 && (
        <fieldset data-facet="marks">
          <legend>{say("marks")}</legend>
          {marks}
        </fieldset>
      )}
      {found.all === 0 && <p class="cjm-hint">{say("nothing")}</p>}
    </div>
  );
}

interface OptionProps {
  label: string;
  /** How many things it would leave. */
  count: number;
  checked: boolean;
  onChange(): void;
}

function Option({ label, count, checked, onChange }: OptionProps) {
  return (
    <label class="cjm-check cjm-filter-option">
      <input type="checkbox" checked={checked} onChange={onChange} />
      <span dir="auto">{label}</span>
      <span class="cjm-filter-count">{count}</span>
    </label>
  );
}

interface SwitchProps {
  label: string;
  checked: boolean;
  onChange(checked: boolean): void;
}

function Switch({ label, checked, onChange }: SwitchProps) {
  return (
    <label class="cjm-check">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

/** The first of many, and all when asked for. */
function Some(props: { children: preact.JSX.Element[]; more(n: number): string }) {
  const [all, setAll] = useState(false);
  const { children, more } = props;
  if (all || children.length <= FEW + 1) return <>{children}</>;
  // What is chosen is always in sight.
  const shown = children.filter((child, i) => i < FEW || child.props.checked);
  return (
    <>
      {shown}
      <button
        type="button"
        class="cjm-link"
        onClick={(event) => {
          // This button goes; the list it belongs to has the focus then.
          const list = event.currentTarget.closest("fieldset");
          setAll(true);
          list?.querySelector<HTMLElement>("input")?.focus();
        }}
      >
        {more(children.length)}
      </button>
    </>
  );
}
