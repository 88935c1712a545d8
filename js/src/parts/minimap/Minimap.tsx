import { useEffect, useRef, useState } from "preact/hooks";
import { titleOf } from "../../core/commands";
import { useView } from "../../editor/map/view";
import { wordsOf } from "../words";
import { type Picture, pictureOf } from "./picture";
import { TEXTS } from "./texts";

/** How long nothing has to change before the strip is drawn again, in ms. */
const PAUSE = 150;
const STAGES: readonly string[] = ["before", "during", "after"];

/** Where the map is scrolled to, in px; columns only, without the row headers. */
interface Window {
  readonly left: number;
  readonly room: number;
}

/** The whole map as a strip: phases, the curve, and the part that is in view as a frame. */
export function Minimap() {
  const view = useView();
  const { editor } = view;
  const { state } = editor.replica;
  const say = wordsOf(TEXTS, editor.language.value);
  const strip = useRef<HTMLDivElement>(null);
  /** Where in the frame it was taken, as a part of the strip; null while it is not. */
  const held = useRef<number | null>(null);
  const [{ left, room }, setWindow] = useState<Window>({ left: 0, room: 1 });
  const layout = view.layout.value;
  const width = view.columnWidth.value;
  const total = layout.x(layout.columns, width) || 1;
  const picture = usePicture();

  useEffect(() => {
    const box = view.scroller.current;
    if (!box) return;
    // What is not a column of the map is the column of row headers.
    const look = () =>
      setWindow({ left: box.scrollLeft, room: Math.max(1, box.clientWidth - headOf(box)) });
    box.addEventListener("scroll", look, { passive: true });
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(look);
    observer?.observe(box);
    look();
    return () => {
      box.removeEventListener("scroll", look);
      observer?.disconnect();
    };
  }, [view, total]);

  const scrollTo = (to: number) => {
    const box = view.scroller.current;
    if (box) box.scrollLeft = Math.min(total - room, Math.max(0, to));
  };
  const share = Math.min(1, room / total);
  const from = Math.min(1 - share, left / total);
  const first = layout.at(left + 1, width);
  const last = layout.at(left + room - 1, width);
  const keys: Readonly<Record<string, number>> = {
    ArrowLeft: layout.x(Math.max(0, layout.at(left - 1, width)), width),
    ArrowUp: layout.x(Math.max(0, layout.at(left - 1, width)), width),
    ArrowRight: layout.x(first + 1, width),
    ArrowDown: layout.x(first + 1, width),
    PageUp: left - room,
    PageDown: left + room,
    Home: 0,
    End: total,
  };
  const partOf = (event: PointerEvent) => {
    const box = strip.current?.getBoundingClientRect();
    return box?.width ? (event.clientX - box.left) / box.width : 0;
  };
  const drag = (event: PointerEvent) => {
    if (held.current !== null) scrollTo((partOf(event) - held.current) * total);
  };
  const release = () => {
    held.current = null;
  };
  const phase = layout.groupAt(first)?.phase;
  const record = state.get(phase ?? "");
  return (
    <div
      ref={strip}
      class="cjm-minimap"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        const at = partOf(event);
        // Beside the frame: it comes there, its middle under the pointer.
        const inside = at >= from && at <= from + share;
        held.current = inside ? at - from : share / 2;
        event.currentTarget.setPointerCapture?.(event.pointerId);
        drag(event);
      }}
      onPointerMove={drag}
      onPointerUp={release}
      onPointerCancel={release}
    >
      <Drawing picture={picture} />
      <div
        class="cjm-minimap-frame"
        style={{ left: `${from * 100}%`, width: `${share * 100}%` }}
        role="slider"
        tabIndex={0}
        aria-label={editor.t("minimap")}
        aria-orientation="horizontal"
        aria-valuemin={1}
        aria-valuemax={layout.columns}
        aria-valuenow={first + 1}
        aria-valuetext={say("where", {
          a: first + 1,
          b: last + 1,
          all: layout.columns,
          phase: record ? titleOf(record) || editor.t("untitled") : editor.t("no_phase"),
        })}
        onKeyDown={(event) => {
          const to = keys[event.key];
          if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          scrollTo(to);
        }}
      />
    </div>
  );
}

/** The row headers stay in sight, so they take from the room of the columns. */
function headOf(box: HTMLElement): number {
  return box.querySelector<HTMLElement>(".cjm-rowhead")?.offsetWidth ?? 0;
}

/** Drawn again once edits pause: a map may have ten thousand columns. */
function usePicture(): Picture {
  const view = useView();
  const { state } = view.editor.replica;
  const layout = view.layout.value;
  const width = view.columnWidth.value;
  const persona = view.shown.value.at(-1) ?? null;
  const records = view.records.value;
  const [picture, setPicture] = useState(() => pictureOf(state, layout, width, persona));
  const drawn = useRef(true);
  useEffect(() => {
    if (drawn.current) {
      drawn.current = false;
      return;
    }
    const draw = () => setPicture(pictureOf(state, layout, width, persona));
    const timer = setTimeout(draw, PAUSE);
    return () => clearTimeout(timer);
  }, [state, layout, width, persona, records]);
  return picture;
}

function Drawing({ picture }: { picture: Picture }) {
  return (
    <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      {picture.phases.map(({ x, width, stage }) => (
        <rect
          key={x}
          class={`cjm-minimap-phase${STAGES.includes(stage) ? ` cjm-minimap-${stage}` : ""}`}
          x={x}
          y={0}
          width={width}
          height={1}
        />
      ))}
      {picture.phases.map(({ x, width, color }) =>
        color ? <rect key={x} x={x} y={0.9} width={width} height={0.1} fill={color} /> : null,
      )}
      <g transform="translate(0 0.16) scale(1 0.68)">
        <path class="cjm-minimap-curve" d={picture.curve} />
      </g>
    </svg>
  );
}
