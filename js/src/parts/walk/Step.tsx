import { cardsOf, holdsCards } from "../../core/commands";
import type { Card, Touchpoint } from "../../core/schema.gen";
import { useEditor } from "../../editor/context";
import { tintOf } from "../../editor/map/tints";
import { Icon, iconOf } from "../../ui/icons";
import type { Walking } from "./walking";

/** What the map says about the touchpoint. */
export function Step({ walk }: { walk: Walking }) {
  const { replica, t } = useEditor();
  const { state } = replica;
  const touchpoint = state.record("touchpoint", walk.touchpoint);
  if (!touchpoint) return null;
  const phase = state.record("phase", touchpoint.place.parent ?? "");
  const channels = channelsOf(touchpoint, (id) => state.record("channel", id)?.name);
  const lanes = state.siblings("lane").flatMap(([, id]) => {
    const lane = state.record("lane", id);
    const cards = lane && holdsCards(lane) ? cardsOf(state, touchpoint.id, id) : [];
    return lane && cards.length > 0 ? [{ lane, cards }] : [];
  });
  return (
    <article class="cjm-walk-what" data-touchpoint={touchpoint.id}>
      <p class={`cjm-walk-phase cjm-${phase?.purchase_stage ?? "none"}`} dir="auto">
        {phase ? phase.name || t("untitled") : t("no_phase")}
      </p>
      <h2 dir="auto">
        {touchpoint.name || t("untitled")}
        {touchpoint.moment_of_truth && (
          <span class="cjm-walk-truth">
            <Icon name="star" filled />
            {t("f_moment_of_truth")}
          </span>
        )}
      </h2>
      {touchpoint.description && (
        <p class="cjm-walk-text" dir="auto">
          {touchpoint.description}
        </p>
      )}
      <dl class="cjm-walk-facts">
        {channels.length > 0 && <Fact name={t("f_channels")} text={channels.join(" · ")} />}
        {touchpoint.expectation && <Fact name={t("f_expectation")} text={touchpoint.expectation} />}
      </dl>
      {lanes.map(({ lane, cards }) => (
        <section key={lane.id} class="cjm-walk-lane">
          <h3>
            <Icon name={iconOf(lane.kind ?? "custom")} />
            <span dir="auto">{lane.title || t("untitled")}</span>
          </h3>
          <ul>
            {cards.map((card) => (
              <CardText key={card.id} card={card} />
            ))}
          </ul>
        </section>
      ))}
    </article>
  );
}

function Fact({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd dir="auto">{text}</dd>
    </>
  );
}

function CardText({ card }: { card: Card }) {
  const { t } = useEditor();
  const { name, style } = tintOf(card);
  return (
    <li class={`cjm-walk-card ${name}`} style={style} dir="auto">
      {card.text || t("untitled")}
    </li>
  );
}

function channelsOf(
  { channels = [] }: Touchpoint,
  nameOf: (id: string) => string | undefined,
): string[] {
  return channels.flatMap((id) => nameOf(id) ?? []);
}
