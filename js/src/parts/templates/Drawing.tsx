import type { Preset } from "./presets";

const WIDTH = 132;
const ROW = 11;
/** Which columns of a row hold something, so that no row looks like the other. */
const FILLED = [0b111, 0b110, 0b101, 0b011, 0b110, 0b101, 0b011] as const;

/** A preset as a small map: its lanes, its curve, its lines. */
export function Drawing({ preset }: { preset: Preset }) {
  const height = preset.lanes.length * ROW + 14;
  return (
    <svg
      class="cjm-drawing"
      width={WIDTH}
      height={height}
      viewBox={`0 0 ${WIDTH} ${height}`}
      preserveAspectRatio="xMinYMin"
      aria-hidden="true"
      focusable="false"
    >
      {[0, 1, 2].map((i) => (
        <rect key={i} class="cjm-d-phase" x={i * 44 + 2} y="1" width="40" height="8" rx="2" />
      ))}
      {preset.lanes.map(({ title, kind, separator }, i) => {
        const y = 13 + i * ROW;
        return (
          <g key={title}>
            {kind === "emotion" ? (
              <path class="cjm-d-curve" d={`M6 ${y + 5}c24-8 32-4 48 0s24 6 38 0 20-4 34-3`} />
            ) : (
              [0, 1, 2].map((k) =>
                ((FILLED[i % FILLED.length] ?? 0) >> k) & 1 ? (
                  <rect
                    key={k}
                    class={`cjm-d-${kind}`}
                    x={k * 44 + 4}
                    y={y}
                    width={30 + ((i + k) % 3) * 3}
                    height="7"
                    rx="1.5"
                  />
                ) : null,
              )
            )}
            {separator && <path class="cjm-d-line" d={`M0 ${y + 9}H${WIDTH}`} />}
          </g>
        );
      })}
    </svg>
  );
}
