import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { adding, remove } from "../../core/commands";
import { newId } from "../../core/ids";
import { useEditor } from "../../editor/context";
import type { PanelProps } from "../../editor/kernel";
import { useView } from "../../editor/map/view";
import { wordsOf } from "../words";
import { type Anchor, Ground, strokesOf } from "./ground";
import { type Point, passes, pathOf, simplified } from "./line";
import { TEXTS } from "./texts";

/** Colours of authors, by the same number as their faces have; seen on light and dark ground. */
const COLORS = "#cd5f62 #be7100 #8c8c00 #269e5f #009ea7 #288dd4 #8675d4 #b862a7".split(" ");
const WIDTH = 2.5;
/** How near the eraser has to come to a line, in px. */
const REACH = 8;

/** A line as it is drawn on the map. */
interface Drawn {
  readonly id: string;
  readonly d: string;
  readonly line: readonly Point[];
  readonly color: string;
  readonly width: number;
  /** Begun on the heads of the columns, it stays with them while the lanes scroll. */
  readonly onHead: boolean;
}

/** What is under way with the pointer. */
interface Doing {
  readonly anchor: Anchor | null;
  readonly onHead: boolean;
  readonly line: Point[];
  readonly erased: Set<string>;
}

/** Freehand lines over the map, and in pen mode the sheet that is drawn on. */
export function Ink({ act }: PanelProps) {
  const editor = useEditor();
  const view = useView();
  const box = useRef<HTMLDivElement>(null);
  const doing = useRef<Doing | null>(null);
  const [drawn, setDrawn] = useState<readonly Drawn[]>([]);
  const [, redraw] = useState(0);
  const { state } = editor.replica;
  view.records.value;
  const column = view.columnWidth.value;
  const on = editor.panel.value === "pen" && !editor.readOnly.value;
  const say = wordsOf(TEXTS, editor.language.value);
  const rows = () => box.current?.parentElement as HTMLElement;

  // After every render: columns come and go while the map is scrolled, texts grow.
  useLayoutEffect(() => {
    const ground = new Ground(rows(), column);
    const { head } = ground;
    const next = strokesOf(state).flatMap((stroke): Drawn[] => {
      const line = ground.place(stroke);
      const start = line?.[0];
      if (!line || !start) return [];
      const onHead = start[1] < head && state.get(stroke.anchor)?.type !== "card";
      const { id, color = "", width = 2 } = stroke;
      return [{ id, d: pathOf(line), line, color, width, onHead }];
    });
    if (JSON.stringify(next) !== JSON.stringify(drawn)) setDrawn(next);
  });

  useEffect(() => {
    const target = rows();
    const scroller = view.scroller.current;
    const observer = new ResizeObserver(() => redraw((n) => n + 1));
    observer.observe(target);
    const look = () => {
      box.current?.style.setProperty("--left", `${scroller?.scrollLeft ?? 0}px`);
    };
    look();
    scroller?.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      scroller?.removeEventListener("scroll", look);
    };
  }, [view]);

  const point = (event: PointerEvent, { onHead }: Pick<Doing, "onHead">): Point => {
    const ground = new Ground(rows(), column);
    const [x, y] = ground.at(event.clientX, event.clientY);
    return [x, onHead ? y - ground.stuck : y];
  };

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    const ground = new Ground(rows(), column);
    const anchor = ground.anchorAt(event.clientX, event.clientY);
    if (view.tool.peek() === "pen" && !anchor) {
      editor.announce(say("nowhere"));
      return;
    }
    const [, y] = ground.at(event.clientX, event.clientY);
    const onHead = y - ground.stuck < ground.head;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    doing.current = { anchor, onHead, line: [], erased: new Set() };
    onMove(event);
  };

  const onMove = (event: PointerEvent) => {
    const now = doing.current;
    if (!now) return;
    if (view.tool.peek() === "pen") {
      // What a fast hand did between two frames.
      const all = event.getCoalescedEvents?.() ?? [];
      for (const one of all.length > 0 ? all : [event]) now.line.push(point(one, now));
    } else {
      for (const stroke of drawn) {
        if (passes(stroke.line, point(event, stroke), REACH)) now.erased.add(stroke.id);
      }
    }
    redraw((n) => n + 1);
  };

  const onUp = () => {
    const now = doing.current;
    doing.current = null;
    redraw((n) => n + 1);
    if (!now) return;
    if (now.erased.size > 0) act.run(remove(state, { ids: [...now.erased] }));
    if (!now.anchor || now.line.length === 0 || !state.get(now.anchor.id)) return;
    const ground = new Ground(rows(), column);
    // It may have moved meanwhile, and the line is where the hand was.
    const anchor = ground.anchor(now.anchor.id) ?? now.anchor;
    act.run(
      adding("add.stroke", {
        type: "stroke",
        id: newId("st"),
        anchor: anchor.id,
        color: inkOf(editor.presence?.me.color ?? 0),
        width: WIDTH,
        points: ground.keep(simplified(now.line), anchor) as never,
      }),
    );
  };

  const now = doing.current;
  const layer = (onHead: boolean) => (
    <svg class={onHead ? "cjm-ink-head" : "cjm-ink-body"} aria-hidden="true">
      {drawn
        .filter((stroke) => stroke.onHead === onHead)
        .map(({ id, d, color, width }) => (
          <path
            key={id}
            d={d}
            data-stroke={id}
            stroke={color || "currentColor"}
            stroke-width={width}
            opacity={now?.erased.has(id) ? 0.25 : undefined}
          />
        ))}
      {now && now.onHead === onHead && (
        <path
          d={pathOf(now.line)}
          stroke={inkOf(editor.presence?.me.color ?? 0)}
          stroke-width={WIDTH}
        />
      )}
    </svg>
  );
  return (
    <div ref={box} class="cjm-ink" aria-hidden="true">
      {layer(false)}
      {layer(true)}
      {on && (
        <div
          class="cjm-ink-sheet"
          data-tool={view.tool.value}
          onPointerDown={onDown}
          onPointerMove={onMove}
          onPointerUp={onUp}
          onPointerCancel={() => {
            doing.current = null;
            redraw((n) => n + 1);
          }}
        />
      )}
    </div>
  );
}

function inkOf(color: number): string {
  return COLORS[color % COLORS.length] ?? "";
}
