import { useEffect, useRef, useState } from "preact/hooks";

export type Screen = "asking" | "full" | "refused";

/**
 * Show `place()` on the full screen as long as the component is there. Whoever leaves the full
 * screen, by Escape or by what the browser offers, leaves what is shown there: `left` is called.
 */
export function useFullScreen(place: () => HTMLElement | null, left: () => void) {
  const [screen, setScreen] = useState<Screen>("asking");
  const latest = useRef(left);
  latest.current = left;
  const ask = async () => {
    try {
      // Telephones have it for videos only.
      const asked = place()?.requestFullscreen;
      if (!asked) throw new Error("no full screen here");
      await asked.call(place());
    } catch {
      setScreen("refused");
    }
  };
  const full = useRef(false);
  useEffect(() => {
    const element = place();
    const changed = () => {
      const now = element?.matches(":fullscreen") === true;
      if (now) setScreen("full");
      else if (full.current) latest.current();
      full.current = now;
    };
    element?.addEventListener("fullscreenchange", changed);
    void ask();
    return () => {
      element?.removeEventListener("fullscreenchange", changed);
      if (full.current) void element?.ownerDocument.exitFullscreen().catch(() => {});
    };
  }, []);
  /** What is behind a full screen takes no focus: that is left first, and then the rest. */
  const leave = () => {
    if (full.current) void place()?.ownerDocument.exitFullscreen();
    else left();
  };
  return { screen, ask, leave };
}
