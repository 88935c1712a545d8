import type { Card } from "../../core/schema.gen";
import { valueLabel } from "../../i18n";
import { InlineText } from "../../ui/InlineText";
import { memo } from "../memo";
import type { Actions } from "./actions";
import { Clip } from "./Clip";
import type { CardFacts } from "./facts";
import { Marks } from "./Marks";
import { at, MenuButton, tab } from "./parts";
import { tintOf } from "./tints";
import { useView } from "./view";

/** What every cell of a lane is told; its column is numbered by the grid. */
export interface CellProps {
  act: Actions;
  lane: string;
  laneTitle: string;
  touchpoint: string;
  touchpointName: string;
  name: string;
  here: boolean;
  /** The item inside that has the focus, "" for none. */
  item: string;
  readOnly: boolean;
  language: string;
}

interface CardCellProps extends CellProps {
  cards: readonly Card[];
  facts: readonly string[];
  marks: readonly string[];
  chosen: readonly string[];
  editing: string;
  /** Cards that do not match the filter, and what is said of them. */
  dims: readonly string[];
  note: string;
  /** Its height is set: what does not fit is counted. */
  clipped: boolean;
}

/** A cell with cards; only what holds something looks like a card. */
export const CardCell = memo(function CardCell(props: CardCellProps) {
  const { act, lane, touchpoint, cards, readOnly } = props;
  const { editor } = useView();
  const { t } = editor;
  const name = t("cell_of", { lane: props.laneTitle, touchpoint: props.touchpointName });
  const shown = cards.map((card, i) => (
    <CardView
      key={card.id}
      act={act}
      card={card}
      facts={props.facts[i] ?? "{}"}
      marks={props.marks[i] ?? ""}
      here={props.item === card.id}
      selected={props.chosen.includes(card.id)}
      editing={props.editing === card.id}
      note={props.dims.includes(card.id) ? props.note : ""}
      readOnly={readOnly}
      language={props.language}
    />
  ));
  return (
    // biome-ignore lint/a11y/useSemanticElements: see MapGrid
    <div
      class={props.name}
      role="gridcell"
      aria-label={cards.length ? undefined : name}
      data-at={at(lane, touchpoint)}
      data-lane={lane}
      data-touchpoint={touchpoint}
      tabIndex={tab(props.here && !props.item)}
    >
      {props.clipped && cards.length > 0 ? (
        <Clip onMore={(item) => act.go({ row: lane, col: touchpoint, item })}>{shown}</Clip>
      ) : (
        shown
      )}
      {!readOnly && (
        <button
          type="button"
          class="cjm-plus"
          tabIndex={-1}
          aria-label={`${t("add_card")}: ${name}`}
          title={t("add_card")}
          onClick={() => act.addCard(touchpoint, lane)}
        />
      )}
    </div>
  );
});

interface CardProps {
  act: Actions;
  card: Card;
  facts: string;
  marks: string;
  here: boolean;
  selected: boolean;
  editing: boolean;
  /** Said of it when it does not match the filter. */
  note: string;
  readOnly: boolean;
  language: string;
}

export const CardView = memo(function CardView(props: CardProps) {
  const { act, card, editing, readOnly } = props;
  const { editor } = useView();
  const { t } = editor;
  const kind = card.kind ?? "note";
  const tint = tintOf(card);
  const facts = JSON.parse(props.facts) as CardFacts;
  const planned = kind === "opportunity" || kind === "solution" || card.status !== undefined;
  const status = planned ? valueLabel(t, card.status ?? "idea") : "";
  const left = [status, facts.source].filter(Boolean).join(" · ");
  const right = facts.owner || card.author || "";
  const said = [valueLabel(t, kind), left, right, props.note].filter(Boolean).join(", ");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button could not hold the text field
    <div
      class={`cjm-card ${tint.name}${props.selected ? " cjm-chosen" : ""}${props.note && " cjm-dimmed"}`}
      style={tint.style}
      role="group"
      aria-label={`${card.text || t("untitled")}, ${said}`}
      data-id={card.id}
      data-item={card.id}
      data-type="card"
      data-drag={readOnly ? undefined : ""}
      tabIndex={tab(props.here)}
      onDblClick={() => act.edit(card.id)}
    >
      <InlineText
        value={card.text ?? ""}
        label={t("f_text")}
        placeholder={t("untitled")}
        multiline
        tabIndex={null}
        editOn="none"
        readOnly={readOnly}
        editing={editing}
        onCommit={(text, base) => act.editText(card.id, "text", text, base)}
        onDone={() => act.back()}
      />
      {(left || right) && (
        <div class="cjm-by">
          {left && <span dir="auto">{left}</span>}
          {right && <span dir="auto">{right}</span>}
        </div>
      )}
      <Marks act={act} id={card.id} marks={props.marks} />
      <MenuButton id={card.id} name={card.text ?? ""} />
    </div>
  );
});
