import { FIT, type Layout, NARROW } from "../../core/layout";
import type { MenuEntry } from "../../ui/Menu";
import type { MapView } from "./view";

/**
 * How large the map is drawn. That is a matter of one view, not of the document. The content of
 * the scroller has the CSS property `zoom`: inside of it px are px of the content, on the screen
 * they are `zoom` times as large, and what comes from a pointer has to be divided by it.
 */
const STEPS = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
const SMALLEST = 0.5;
const LARGEST = 2;
/** Of a wheel: how many px make the map 2.7 times as large, and how many px are a line. */
const WHEEL = 600;
const LINE = 33;
/** Fitting changes the columns, and with them the height: it is measured again. */
const ROUNDS = 3;

export function clampZoom(zoom: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, Math.round(zoom * 1000) / 1000));
}

/** The next larger or smaller step. */
export function zoomStep(zoom: number, by: -1 | 1): number {
  const larger = STEPS.filter((step) => step > zoom);
  const smaller = STEPS.filter((step) => step < zoom);
  return (by > 0 ? larger[0] : smaller.at(-1)) ?? clampZoom(zoom);
}

/** The zoom after a turn of the wheel. */
export function zoomByWheel(zoom: number, wheel: { deltaY: number; deltaMode: number }): number {
  const px = wheel.deltaY * (wheel.deltaMode === 1 ? LINE : 1);
  return clampZoom(zoom * Math.exp(-px / WHEEL));
}

/** Where the scroller has to stand so that what is `at` px from its edge stays there. */
export function scrollAfter(scroll: number, at: number, factor: number): number {
  return Math.max(0, (scroll + at) * factor - at);
}

/** The largest zoom, up to 1, at which all columns have room side by side. */
export function zoomToFit(layout: Layout, head: number, room: number): number {
  const wide = (layout.columns - layout.narrow) * FIT;
  // What is rounded up at the end must not make a scrollbar.
  const whole = head + wide + layout.narrow * NARROW + 1;
  return clampZoom(Math.min(1, Math.floor((room / whole) * 1000) / 1000));
}

/** Sets the zoom, in bounds, and says it. */
export function setZoom(view: MapView, zoom: number): void {
  const { editor } = view;
  // An old browser that cannot do it would show the map as it is and take every drop elsewhere.
  if (globalThis.CSS?.supports?.("zoom", "2") === false) return;
  view.zoom.value = clampZoom(zoom);
  editor.announce(editor.t("zoom_is", { n: Math.round(view.zoom.peek() * 100) }));
}

/** The whole map into what is there: all columns and, as far as that is known, all lanes. */
export function fitMap(view: MapView): void {
  const box = view.scroller.current;
  const content = box?.firstElementChild;
  if (!box || !content) return;
  const head = content.querySelector(".cjm-rowhead")?.getBoundingClientRect().width ?? 0;
  setZoom(view, zoomToFit(view.layout.peek(), head / view.zoom.peek(), box.clientWidth));
  // The map is as high as it can be, or not much higher than what is on it.
  const lower = (round: number) => {
    const height = content.getBoundingClientRect().height;
    if (round === 0 || height <= box.clientHeight + 1) return;
    setZoom(view, view.zoom.peek() * (box.clientHeight / height) - 0.001);
    requestAnimationFrame(() => lower(round - 1));
  };
  requestAnimationFrame(() => lower(ROUNDS));
}

/** Ctrl with +, − or 0; true when it was one of them. */
export function zoomKey(key: string, view: MapView): boolean {
  const zoom = view.zoom.peek();
  if (key === "0") setZoom(view, 1);
  else if (key === "=" || key === "+") setZoom(view, zoomStep(zoom, 1));
  else if (key === "-") setZoom(view, zoomStep(zoom, -1));
  else return false;
  view.wanted.reveal = true;
  return true;
}

/** What the menu of views says about the size of the map. */
export function zoomMenu(view: MapView): MenuEntry[] {
  const { t } = view.editor;
  const zoom = view.zoom.peek();
  const step = (key: string) => () => {
    zoomKey(key, view);
  };
  return [
    { heading: t("zoom_is", { n: Math.round(zoom * 100) }) },
    {
      label: t("zoom_in"),
      icon: "plus",
      shortcut: "Ctrl +",
      disabled: zoom >= LARGEST,
      onSelect: step("+"),
    },
    {
      label: t("zoom_out"),
      icon: "minus",
      shortcut: "Ctrl −",
      disabled: zoom <= SMALLEST,
      onSelect: step("-"),
    },
    { label: t("zoom_normal"), shortcut: "Ctrl 0", onSelect: step("0") },
    { label: t("zoom_fit"), onSelect: () => fitMap(view) },
    "-",
    {
      label: t("compact"),
      checked: view.compact.peek(),
      onSelect: () => {
        view.compact.value = !view.compact.peek();
      },
    },
  ];
}
