import type { Stroke } from "../../editor/map/strokes";

interface SignProps {
  stroke: Stroke;
  /** Also how its line is drawn. */
  line?: boolean;
}

/** What tells a persona from the others, also without colour: the shape of its points on the map. */
export function Sign({ stroke, line = false }: SignProps) {
  const width = line ? 44 : 16;
  return (
    <svg
      class="cjm-slide-sign cjm-pc"
      style={{ "--pc": stroke.color }}
      viewBox={`${-width / 2} -8 ${width} 16`}
      aria-hidden="true"
    >
      {line && <path d={`M${-width / 2},0h${width}`} stroke-dasharray={stroke.dash} />}
      <path class="cjm-marker" d={stroke.marker} />
    </svg>
  );
}
