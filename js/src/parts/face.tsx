import { colorOf } from "../core/presence";
import { hueOf, initialsOf } from "../editor/presence/words";

/** A person as they are shown everywhere: the same letters in the same colour. */
export function Face({ name }: { name: string }) {
  return (
    <span class="cjm-peer" style={{ "--hue": hueOf(colorOf(name)) }} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
