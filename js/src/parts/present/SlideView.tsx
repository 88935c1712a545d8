import { personaColor, titleOf } from "../../core/commands";
import { type Scale, scaleOf, scoresAt, scoreText } from "../../core/emotion";
import { value } from "../../core/fields";
import type { Card } from "../../core/schema.gen";
import { type EditorApi, useEditor } from "../../editor/context";
import { nameOf, strokeOf } from "../../editor/map/strokes";
import { tintOf } from "../../editor/map/tints";
import { valueLabel } from "../../i18n";
import { Icon, iconOf } from "../../ui/icons";
import type { wordsOf } from "../words";
import { Curve } from "./Curve";
import { Sign } from "./Sign";
import { type Extreme, extremesOf, mainCards, type Slide } from "./slides";
import type { TEXTS } from "./texts";

export type Say = ReturnType<typeof wordsOf<keyof (typeof TEXTS)["en"]>>;
type Of<K extends Slide["kind"]> = Extract<Slide, { kind: K }>;

/** What a slide is headed with. */
export function titleOfSlide({ replica, t }: EditorApi, say: Say, slide: Slide): string {
  const { state } = replica;
  if (slide.kind === "title") return state.journey.title || t("untitled_map");
  if (slide.kind === "map") return say("whole");
  if (slide.kind === "extremes") return say("extremes");
  const { i, n } = slide.part;
  const part = n > 1 ? ` ${say("part", { i: i + 1, n })}` : "";
  if (slide.kind === "opportunities") return `${say("opportunities")}${part}`;
  const phase = state.record("phase", slide.phase ?? "");
  return `${phase ? phase.name || t("untitled") : say("outside")}${part}`;
}

export function SlideView({ slide, say }: { slide: Slide; say: Say }) {
  const editor = useEditor();
  const title = titleOfSlide(editor, say, slide);
  switch (slide.kind) {
    case "title":
      return <Title title={title} />;
    case "map":
      return (
        <>
          <h2 dir="auto">{title}</h2>
          <Curve say={say} />
        </>
      );
    case "phase":
      return <Phase slide={slide} title={title} />;
    case "extremes":
      return <Extremes title={title} say={say} />;
    case "opportunities":
      return <Opportunities slide={slide} title={title} say={say} />;
  }
}

function Title({ title }: { title: string }) {
  const { replica, t } = useEditor();
  const { state } = replica;
  const { journey } = state;
  const personas = state.siblings("persona").flatMap(([, id]) => state.record("persona", id) ?? []);
  const goal = state.record("goal", state.siblings("goal")[0]?.[1] ?? "");
  return (
    <div class="cjm-slide-title">
      <p class="cjm-slide-kind">{valueLabel(t, String(value(journey, "map_type")))}</p>
      <h2 dir="auto">{title}</h2>
      {(journey.scenario || journey.description) && (
        <p class="cjm-slide-lead" dir="auto">
          {journey.scenario || journey.description}
        </p>
      )}
      {goal?.text && (
        <p class="cjm-slide-goal" dir="auto">
          {goal.text}
        </p>
      )}
      <ul class="cjm-slide-personas">
        {personas.map((persona) => (
          <li
            key={persona.id}
            class="cjm-pc"
            style={{ "--pc": personaColor(state, persona.id) }}
            dir="auto"
          >
            <b>{persona.name || t("untitled")}</b>
            {persona.tagline && <span> {persona.tagline}</span>}
            {persona.quote && <q>{persona.quote}</q>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Phase({ slide, title }: { slide: Of<"phase">; title: string }) {
  const { replica, t } = useEditor();
  const { state } = replica;
  const phase = state.record("phase", slide.phase ?? "");
  const scale = scaleOf(state);
  return (
    <>
      <div class={`cjm-slide-phase cjm-${phase?.purchase_stage ?? "none"}`}>
        <h2 dir="auto">{title}</h2>
        {phase?.description && <p dir="auto">{phase.description}</p>}
      </div>
      <div class="cjm-slide-columns" style={{ "--columns": slide.touchpoints.length }}>
        {slide.touchpoints.map((id) => {
          const touchpoint = state.record("touchpoint", id);
          const channels = (touchpoint?.channels ?? []).flatMap(
            (channel) => state.record("channel", channel)?.name || [],
          );
          return (
            <article key={id} data-touchpoint={id}>
              <h3 dir="auto">
                {touchpoint?.name || t("untitled")}
                {touchpoint?.moment_of_truth && (
                  <span class="cjm-slide-truth" title={t("f_moment_of_truth")}>
                    <Icon name="star" filled size={20} />
                    <span class="cjm-hidden">{t("f_moment_of_truth")}</span>
                  </span>
                )}
              </h3>
              {channels.length > 0 && <p dir="auto">{channels.join(" · ")}</p>}
              <Scores touchpoint={id} scale={scale} />
              {mainCards(state, id).map((card) => (
                <CardView key={card.id} card={card} />
              ))}
            </article>
          );
        })}
      </div>
    </>
  );
}

function Scores({ touchpoint, scale }: { touchpoint: string; scale: Scale }) {
  const { replica } = useEditor();
  const scores = [...scoresAt(replica.state, touchpoint)];
  if (scores.length === 0) return null;
  return (
    <ul class="cjm-slide-scores">
      {scores.map(([persona, { score }]) => (
        <li key={persona}>
          <Who persona={persona} />
          <b>{scoreText(score, scale)}</b>
        </li>
      ))}
    </ul>
  );
}

/** A persona by sign and name. */
function Who({ persona }: { persona: string }) {
  const { replica, t } = useEditor();
  const { state } = replica;
  return (
    <span class="cjm-slide-who">
      <Sign stroke={strokeOf(state, persona)} />
      <span dir="auto">{nameOf(state, persona, t)}</span>
    </span>
  );
}

function CardView({ card }: { card: Card }) {
  const { t } = useEditor();
  const { name, style } = tintOf(card);
  const kind = card.kind ?? "note";
  return (
    <p class={`cjm-slide-card ${name}`} style={style}>
      <span title={valueLabel(t, kind)}>
        <Icon name={iconOf(kind)} size={18} />
        <span class="cjm-hidden">{valueLabel(t, kind)}: </span>
      </span>
      <span dir="auto">{card.text}</span>
    </p>
  );
}

function Extremes({ title, say }: { title: string; say: Say }) {
  const { replica } = useEditor();
  const { highest, lowest } = extremesOf(replica.state);
  return (
    <>
      <h2>{title}</h2>
      <div class="cjm-slide-columns" style={{ "--columns": 2 }}>
        <Points title={say("highest")} none={say("none_high")} points={highest} high />
        <Points title={say("lowest")} none={say("none_low")} points={lowest} />
      </div>
    </>
  );
}

function Points(props: {
  title: string;
  none: string;
  points: readonly Extreme[];
  high?: boolean;
}) {
  const { replica, t } = useEditor();
  const { state } = replica;
  const scale = scaleOf(state);
  const reasons = props.high
    ? ["gain", "quote", "thought"]
    : ["pain", "barrier", "quote", "thought"];
  return (
    <article class={props.high ? "cjm-slide-high" : "cjm-slide-low"}>
      <h3>
        <Icon name={props.high ? "up" : "down"} size={22} />
        {props.title}
      </h3>
      {props.points.length === 0 && <p>{props.none}</p>}
      <ul class="cjm-slide-points">
        {props.points.map(({ touchpoint, persona, score }) => {
          const cards = mainCards(state, touchpoint, Number.POSITIVE_INFINITY);
          const why = reasons
            .flatMap((reason) => cards.filter(({ kind }) => kind === reason))
            .at(0);
          return (
            <li key={`${touchpoint} ${persona}`}>
              <b>{scoreText(score, scale)}</b>
              <span>
                <span class="cjm-slide-name" dir="auto">
                  {state.record("touchpoint", touchpoint)?.name || t("untitled")}
                </span>
                <Who persona={persona} />
                {why && <CardView card={why} />}
              </span>
            </li>
          );
        })}
      </ul>
    </article>
  );
}

function Opportunities(props: { slide: Of<"opportunities">; title: string; say: Say }) {
  const { replica, t } = useEditor();
  const { state } = replica;
  const { say } = props;
  return (
    <>
      <h2>{props.title}</h2>
      <ul class="cjm-slide-list">
        {props.slide.cards.map((id) => {
          const card = state.record("card", id);
          if (!card) return null;
          const owner = state.record("person", card.owner ?? "")?.name;
          const where = state.get(card.place.parent ?? "");
          return (
            <li key={id} class={tintOf(card).name} style={tintOf(card).style}>
              <span class="cjm-slide-name" dir="auto">
                {card.text || t("untitled")}
              </span>
              <span class="cjm-slide-facts">
                <span dir="auto">{where ? titleOf(where) : ""}</span>
                <span>{valueLabel(t, card.status ?? "idea")}</span>
                <span dir="auto">{owner ? say("owner", { who: owner }) : say("no_owner")}</span>
                {card.due && <span>{card.due}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
