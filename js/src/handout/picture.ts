/**
 * The picture of the map as it is now, for paper: the one that Python put into the page
 * (`cjm_widgets/formats/html_picture.py`) shows the map as it was handed out. It is cut into tables
 * as that one is, and says the same in the same order, which a test compares.
 */
import { personaColor } from "../core/commands/personas";
import { type Point, path } from "../core/curve";
import { type Scale, type Score, scaleOf, scoresAt, scoreText } from "../core/emotion";
import { value } from "../core/fields";
import type { AnyRecord, Card, Lane, Phase, Touchpoint, TypeName } from "../core/schema.gen";
import type { State } from "../core/state";

/** What the picture says, in the language of the map, by the keys of its catalogue. */
export type Words = Readonly<Record<string, string>>;

/** As in Python: touchpoints in one table, sizes in CSS pixels, tints. */
const COLUMNS = 8;
const SIDE = 124;
const HEIGHT = 96;
const EDGE = 12;
const EVERYONE = "#3457d5";
const OTHER = "#808080";
const LINE = "1px solid #80808059";
const SMALL = "font-size:12px;opacity:0.82;";
const CELL = `padding:8px;text-align:left;vertical-align:top;border-left:${LINE}`;
const TOP = `border-top:${LINE}`;
const STAGES: Words = { before: "#566ba3", during: "#228c7d", after: "#be7d2d" };
const CARDS: Words = {
  thought: "#785fc8",
  quote: "#785fc8",
  feeling: "#785fc8",
  pain: "#d74632",
  barrier: "#d74632",
  gain: "#289650",
  opportunity: "#d7aa14",
  solution: "#d7aa14",
  need: "#238caf",
};
const ITALIC = ["thought", "quote", "feeling"];

type Step = readonly [phase: Phase | null, touchpoint: Touchpoint | null];
type Child = Node | string | false | undefined;

/** The picture of a map, as what goes into its element. */
export function pictureOf(page: Document, state: State, words: Words): Node[] {
  return new Picture(page, state, words).parts();
}

class Picture {
  readonly #scale: Scale;
  /** Those who have a score; "" is everyone, who comes last. */
  readonly #lines: readonly string[];
  readonly #scores = new Map<string, ReadonlyMap<string, Score>>();

  constructor(
    readonly page: Document,
    readonly state: State,
    readonly words: Words,
  ) {
    this.#scale = scaleOf(state);
    const felt = new Set<string>();
    for (const id of state.ofType("touchpoint")) {
      const scores = scoresAt(state, id);
      this.#scores.set(id, scores);
      for (const persona of scores.keys()) felt.add(persona);
    }
    const personas = this.#all("persona").map(({ id }) => id);
    this.#lines = [...personas, ""].filter((id) => felt.has(id));
  }

  parts(): Node[] {
    const steps = this.#steps();
    const parts = [this.#head()];
    if (!steps.length) parts.push(this.#el("p", "margin:4px 0 10px", this.#word("empty_title")));
    const tables = Math.ceil(steps.length / COLUMNS);
    // As evenly as can be: no table with a single column left over.
    const cut = (at: number) => Math.floor((at * steps.length) / tables);
    for (let at = 0; at < tables; at++) parts.push(this.#table(steps.slice(cut(at), cut(at + 1))));
    const assumed = [...this.#scores.values()].some((scores) =>
      [...scores.values()].some((score) => score.assumed),
    );
    if (assumed) parts.push(this.#el("div", SMALL, `○ ${this.#word("v_assumed")}`));
    return parts;
  }

  #head(): Node {
    const { journey } = this.state;
    const kind = String(value(journey, "map_type"));
    const label = this.words[`v_${kind}`] ?? kind;
    const gap = " \u00a0 ";
    const facts: Child[] = [this.#chip(capital(label), "#3457d5")];
    for (const { id, name, tagline } of this.#all("persona")) {
      const dot = this.#lines.includes(id) && this.#el("span", `color:${this.#color(id)}`, "●");
      const called = this.#el("strong", "", this.#text(name || this.#word("untitled")));
      facts.push(
        gap,
        this.#el(
          "span",
          "",
          dot,
          dot && " ",
          called,
          tagline && " ",
          tagline && this.#text(tagline),
        ),
      );
    }
    for (const { text } of this.#all("goal")) {
      if (text) facts.push(gap, this.#el("span", "opacity:0.82", this.#text(text)));
    }
    const title = journey.title || this.#word("untitled_map");
    return this.#el(
      "div",
      "margin:0 0 10px;overflow-wrap:break-word",
      this.#el("div", "font-size:20px;font-weight:600;margin-bottom:4px", this.#text(title)),
      this.#el("div", "line-height:1.7", ...facts),
      journey.scenario && this.#el("div", `${SMALL}margin-top:4px`, this.#text(journey.scenario)),
    );
  }

  /** The columns; a phase without touchpoints has one. */
  #steps(): Step[] {
    return [null, ...this.#all("phase")].flatMap((phase): Step[] => {
      const found = this.state.siblings("touchpoint", phase?.id ?? null);
      if (phase && !found.length) return [[phase, null]];
      return found.map(([, id]) => [phase, this.state.get(id) as Touchpoint]);
    });
  }

  #table(steps: readonly Step[]): Node {
    const body = this.#el("tbody", "");
    body.append(...this.#phases(steps));
    const names = steps.map(([, touchpoint]) => this.#name(touchpoint));
    body.append(this.#row(this.#word("touchpoints"), names));
    for (const lane of this.#all("lane")) {
      const kind = String(value(lane, "kind"));
      const title = lane.title || (this.words[`lane_${kind}`] ?? capital(kind));
      if (kind === "emotion") body.append(...this.#emotion(lane, title, steps));
      else
        body.append(
          this.#row(
            title,
            steps.map(([, at]) => this.#cell(lane, at)),
          ),
        );
      const separator = String(value(lane, "separator"));
      if (separator === "none") continue;
      const line = this.#el(
        "td",
        `padding:1px 10px;text-align:left;border-bottom:2px dashed #808080b3;${SMALL}`,
        this.#text(this.words[`v_${separator}`] ?? separator),
      );
      line.setAttribute("colspan", String(steps.length + 1));
      body.append(this.#el("tr", "", line));
    }
    const side = this.#el("col", `width:${SIDE}px`);
    const columns = this.#el("colgroup", "", side, ...steps.map(() => this.#el("col", "")));
    const style =
      "width:100%;table-layout:fixed;border-collapse:collapse;font-size:13px;line-height:1.4;" +
      `overflow-wrap:break-word;border:${LINE}`;
    return this.#el("div", "margin:0 0 14px", this.#el("table", style, columns, body));
  }

  #phases(steps: readonly Step[]): Node[] {
    const groups: [Phase | null, number][] = [];
    for (const [phase] of steps) {
      const last = groups.at(-1);
      if (last && last[0] === phase) last[1] += 1;
      else groups.push([phase, 1]);
    }
    if (groups.every(([phase]) => phase === null)) return [];
    const cells = groups.map(([phase, count]) => {
      const stage = phase ? String(value(phase, "purchase_stage")) : "none";
      const label = this.words[`stage_${stage}`] ?? (stage === "none" ? "" : stage);
      const name = phase ? phase.name || this.#word("untitled") : this.#word("no_phase");
      const cell = this.#el(
        "th",
        `${CELL};background:${STAGES[stage] ?? OTHER}24`,
        label && this.#el("div", `${SMALL}font-weight:600`, this.#text(label)),
        this.#el("div", "font-size:14px;font-weight:600", this.#text(name)),
        phase?.description &&
          this.#el("div", `${SMALL}font-weight:400`, this.#text(phase.description)),
        ...(phase ? this.#cards(phase.id, () => true) : []),
      );
      cell.setAttribute("scope", "colgroup");
      cell.setAttribute("colspan", String(count));
      return cell;
    });
    return [this.#el("tr", "", this.#side(this.#word("phases")), ...cells)];
  }

  #name(touchpoint: Touchpoint | null): Child[] {
    if (!touchpoint) return [];
    const star = `★ ${this.#word("f_moment_of_truth")}`;
    const name = touchpoint.name || this.#word("untitled");
    return [
      touchpoint.moment_of_truth && this.#el("div", `${SMALL}font-weight:600`, star),
      this.#el("div", "font-weight:600", this.#text(name)),
      touchpoint.description && this.#el("div", SMALL, this.#text(touchpoint.description)),
    ];
  }

  #cell(lane: Lane, touchpoint: Touchpoint | null): Child[] {
    if (!touchpoint) return [];
    const cards = this.#cards(touchpoint.id, (card) => card.lane === lane.id);
    if (lane.kind === "channel") return [...this.#chips(touchpoint.channels), ...cards];
    if (lane.kind === "owner") return [...this.#chips(touchpoint.owners), ...cards];
    return lane.kind === "metric" ? [...this.#metrics(touchpoint.id), ...cards] : cards;
  }

  #chips(ids: readonly string[] = []): Child[] {
    const name = (id: string) => (this.state.get(id) as { name?: string } | undefined)?.name ?? "";
    return ids.flatMap((id) => [this.#chip(name(id), OTHER), " "]);
  }

  #metrics(touchpoint: string): Child[] {
    return [...this.state.referrers(touchpoint, "metric_value")].sort().flatMap((id) => {
      const found = this.state.record("metric_value", id);
      const metric = this.state.record("metric", found?.metric ?? "");
      if (found?.target !== touchpoint || found.value == null) return [];
      const number = String(Number(found.value.toFixed(2))).replaceAll("-", "−");
      const text = `${metric?.name ?? ""} ${number} ${metric?.unit ?? ""}`.trim();
      return [this.#el("div", "", this.#text(text))];
    });
  }

  #cards(parent: string, wanted: (card: Card) => boolean): Child[] {
    return this.state
      .siblings("card", parent)
      .map(([, id]) => this.state.get(id) as Card)
      .filter(wanted)
      .map((card) => this.#card(card));
  }

  #card(card: Card): Node {
    const kind = String(value(card, "kind"));
    const tint = CARDS[kind] ?? OTHER;
    const status = String(value(card, "status"));
    const facts = [card.author, status !== "idea" && status].filter(Boolean).join(" · ");
    const style =
      `background:${tint}24;border-left:3px solid ${tint};border-radius:4px;padding:4px 7px;` +
      `margin:0 0 6px;${ITALIC.includes(kind) ? "font-style:italic" : ""}`;
    const below = facts && this.#el("div", SMALL, this.#text(facts));
    return this.#el("div", style, this.#text(card.text ?? ""), below);
  }

  /** The curve and, under it, the scores as text. */
  #emotion(lane: Lane, title: string, steps: readonly Step[]): Node[] {
    const lines = this.#lines.filter((id) => lane.persona == null || lane.persona === id);
    const scoreAt = ([, at]: Step, line: string) => this.#scores.get(at?.id ?? "")?.get(line);
    if (!steps.some((step) => lines.some((line) => scoreAt(step, line)))) {
      return [
        this.#row(
          title,
          steps.map(() => []),
        ),
      ];
    }
    const curve = this.#el("td", `padding:0;border-left:${LINE}`);
    curve.setAttribute("colspan", String(steps.length));
    const curves = lines.map((line) => steps.map((step) => scoreAt(step, line)));
    curve.append(this.#curves(lines, curves, steps.length));
    const texts = steps.map((step) => {
      const scores = lines.flatMap((line) => {
        const score = scoreAt(step, line);
        return score ? [this.#score(line, score)] : [];
      });
      const here = (card: Card) => card.lane === lane.id;
      return this.#data([...scores, ...(step[1] ? this.#cards(step[1].id, here) : [])]);
    });
    const side = this.#side(title);
    side.setAttribute("rowspan", "2");
    return [this.#el("tr", TOP, side, curve), this.#el("tr", "", ...texts)];
  }

  #curves(
    lines: readonly string[],
    curves: readonly (readonly (Score | undefined)[])[],
    columns: number,
  ): Node {
    const { min, max, neutral } = this.#scale;
    const y = (score: number) => {
      const share = (Math.min(max, Math.max(min, score)) - min) / (max - min);
      return HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE);
    };
    const grid = [max, neutral, min].map((at) =>
      this.#svg("line", {
        ...{ x1: "0", x2: "100%", y1: y(at), y2: y(at), stroke: "#808080" },
        ...{ "stroke-opacity": ".45", "stroke-dasharray": at === neutral ? "none" : "2 4" },
      }),
    );
    const paths: Node[] = [];
    const dots: Node[] = [];
    for (const [i, scores] of curves.entries()) {
      const stroke = this.#color(lines[i] as string);
      const points: Point[] = [];
      for (const [at, score] of scores.entries()) {
        if (!score) continue;
        const point = { x: ((at + 0.5) * 100) / columns, y: y(score.score) };
        points.push(point);
        const fill = score.assumed ? "#fff" : stroke;
        const place = { cx: `${point.x}%`, cy: point.y, r: 4 };
        dots.push(this.#svg("circle", { ...place, fill, stroke, "stroke-width": 2 }));
      }
      const drawn = { d: path(points), fill: "none", stroke, "stroke-width": 2 };
      paths.push(this.#svg("path", { ...drawn, "vector-effect": "non-scaling-stroke" }));
    }
    const size = { width: "100%", height: HEIGHT };
    // Stretched with the table; the points stay round.
    const box = { viewBox: `0 0 100 ${HEIGHT}`, preserveAspectRatio: "none" };
    const inner = this.#svg("svg", { ...size, ...box }, ...paths);
    return this.#svg("svg", { ...size, style: "display:block" }, ...grid, inner, ...dots);
  }

  #score(line: string, { score, n, assumed }: Score): Node {
    const persona = this.state.record("persona", line);
    const mark = this.#el("span", `color:${this.#color(line)}`, assumed ? "○" : "●");
    const name = this.#text(persona ? (persona.name ?? "") : this.#word("everyone"));
    const number = this.#el("strong", "", scoreText(score, this.#scale));
    const count = !assumed && this.#el("span", `${SMALL}white-space:nowrap`, `n = ${n}`);
    return this.#el("div", "", mark, " ", name, " ", number, count && " ", count);
  }

  #color(line: string): string {
    return line ? personaColor(this.state, line) : EVERYONE;
  }

  #row(title: string, cells: readonly (readonly Child[])[]): Node {
    return this.#el("tr", TOP, this.#side(title), ...cells.map((cell) => this.#data(cell)));
  }

  #side(title: string): HTMLElement {
    const style = "padding:8px 10px;text-align:left;vertical-align:top;font-size:12px";
    const side = this.#el("th", style, this.#text(title));
    side.setAttribute("scope", "row");
    return side;
  }

  #data(children: readonly Child[]): Node {
    return this.#el("td", CELL, ...children);
  }

  #chip(text: string, tint: string): Node {
    const style = `background:${tint}24;border-radius:9px;padding:1px 8px;margin:0 2px 2px 0`;
    return this.#el("span", `display:inline-block;max-width:100%;${style}`, this.#text(text));
  }

  /** Text of people: its own direction, its own line breaks. */
  #text(text: string): Node {
    return this.#el("bdi", "white-space:pre-wrap", text);
  }

  #el(tag: string, style: string, ...children: Child[]): HTMLElement {
    const made = this.page.createElement(tag);
    if (style) made.style.cssText = style;
    for (const child of children) if (child) made.append(child);
    return made;
  }

  #svg(tag: string, attributes: Record<string, string | number>, ...children: Node[]): Element {
    const made = this.page.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, set] of Object.entries(attributes)) made.setAttribute(name, String(set));
    made.append(...children);
    return made;
  }

  #all<T extends TypeName>(type: T): Extract<AnyRecord, { type: T }>[] {
    const ids = this.state.siblings(type).map(([, id]) => id);
    return ids.map((id) => this.state.get(id) as Extract<AnyRecord, { type: T }>);
  }

  #word(key: string): string {
    return this.words[key] ?? key;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}
