import { holdsCards } from "../../core/commands";
import type { Group } from "../../core/layout";
import type { Card, Lane } from "../../core/schema.gen";
import type { Actions } from "./actions";
import { CardView } from "./CardCell";
import { factsOf, marksOf } from "./facts";
import type { Grid } from "./navigate";
import { shownColumns, type Window } from "./parts";
import { dimmed, shownCards } from "./sieve";
import { useView } from "./view";

interface Band {
  readonly group: Group;
  readonly phase: string;
  readonly cards: readonly Card[];
}

/** The phases in view that have cards of a lane spread over them. */
export function bandsOf(grid: Grid, lane: Lane, window: Window): Band[] {
  if (lane.collapsed || !holdsCards(lane)) return [];
  const groups = [...new Set(window.columns.map((column) => column.group))];
  return groups.flatMap((group) => {
    if (group.phase === null || group.collapsed) return [];
    const cards = shownCards(grid, group.phase, lane.id);
    return cards.length ? [{ group, phase: group.phase, cards }] : [];
  });
}

/** Cards of a phase, over all its columns. The keyboard comes to them from the cells below. */
export function Bands(props: { act: Actions; lane: Lane; window: Window; bands: readonly Band[] }) {
  const { act, lane, window } = props;
  const view = useView();
  const { editor } = view;
  const { state } = editor.replica;
  const { cursor } = window;
  const sieve = view.sift.value?.value;
  const begin = window.columns[0]?.index ?? 0;
  return (
    <>
      {props.bands.map(({ group, phase, cards }) => (
        // biome-ignore lint/a11y/useSemanticElements: see MapGrid
        // biome-ignore lint/a11y/useFocusableInteractive: the cards in it are
        <div
          key={`#${phase}`}
          class="cjm-over"
          style={{
            // Two tracks stand before the columns: the heads, and the room of those left out.
            gridColumn: `${Math.max(group.start, begin) - begin + 3} / span ${shownColumns(window, group.start, group.count)}`,
          }}
          role="gridcell"
          aria-label={editor.t("cell_of", {
            lane: lane.title ?? "",
            touchpoint: act.nameOf(phase),
          })}
          aria-colindex={group.start + 2}
          aria-colspan={group.count}
          data-band=""
          data-lane={lane.id}
          data-touchpoint={phase}
        >
          {cards.map((card) => (
            <CardView
              key={card.id}
              act={act}
              card={card}
              facts={factsOf(state, card)}
              marks={marksOf(state, card.id, view.me.value)}
              here={cursor.row === lane.id && cursor.item === card.id}
              selected={editor.selection.value.includes(card.id)}
              editing={view.editing.value?.id === card.id}
              note={dimmed(sieve, card.id) && (sieve?.note ?? "")}
              readOnly={editor.readOnly.value}
              language={editor.language.value}
            />
          ))}
        </div>
      ))}
      {props.bands.length > 0 && <div class="cjm-gap" role="presentation" />}
    </>
  );
}
