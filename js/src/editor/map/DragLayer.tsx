import { useView } from "./view";

/** What follows the pointer during a drag, and the mark where it would land. */
export function DragLayer() {
  const { drag } = useView();
  const now = drag.value;
  if (!now) return null;
  const { mark, drop } = now;
  return (
    <div class="cjm-drag" aria-hidden="true">
      {mark && (
        <div
          class={`cjm-drop${drop ? "" : " cjm-nowhere"}`}
          style={{
            left: `${mark.x}px`,
            top: `${mark.y}px`,
            [mark.across ? "width" : "height"]: `${mark.length}px`,
          }}
        />
      )}
      <div
        class="cjm-ghost-label"
        dir="auto"
        style={{ transform: `translate(${now.x + 10}px, ${now.y + 12}px)` }}
      >
        {now.label}
      </div>
    </div>
  );
}
