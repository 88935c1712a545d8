import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { classes, focusedIn, hasCommand, isComposing } from "./keys";
import { type Anchor, boxOf, placeFloating } from "./place";

export interface PopoverProps {
  anchor: Anchor;
  onClose: () => void;
  label: string;
  role?: "dialog" | "menu" | "listbox" | undefined;
  class?: string | undefined;
  /** Leave the focus where it is (suggestions under a field that keeps it). */
  keepFocus?: boolean | undefined;
  onKeyDown?: ((event: KeyboardEvent) => void) | undefined;
  children: ComponentChildren;
}

/**
 * A floating panel. It is rendered where it stands in the tree, so it works in a shadow root and
 * inherits the theme, and shown in the browser's top layer, so nothing cuts it off.
 */
export function Popover(props: PopoverProps) {
  const { anchor, keepFocus, onClose, children } = props;
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    const panel = box.current;
    if (!panel) return;
    const before = keepFocus ? null : focusedIn(panel);
    try {
      panel.showPopover?.();
    } catch {
      // An older browser: the panel is then an ordinary fixed element.
    }
    if (!keepFocus) {
      const first = panel.querySelector<HTMLElement>(
        "[data-autofocus],input,textarea,button,select",
      );
      (first ?? panel).focus({ preventScroll: true });
    }
    return () => {
      // Only take the focus back if it is still here or fell to the page.
      const now = focusedIn(panel) ?? focusedIn(before);
      const lost = !now || now === now.ownerDocument.body || panel.contains(now);
      if (lost && before?.isConnected) before.focus({ preventScroll: true });
    };
  }, [keepFocus]);

  // After every render, since the content decides the size.
  useLayoutEffect(() => {
    const panel = box.current;
    const view = panel?.ownerDocument.defaultView;
    if (!panel || !view) return;
    const rtl = view.getComputedStyle(panel).direction === "rtl";
    panel.style.maxHeight = "";
    const place = placeFloating(
      boxOf(anchor),
      { width: panel.offsetWidth, height: panel.offsetHeight },
      { width: view.innerWidth, height: view.innerHeight },
      rtl,
    );
    panel.style.left = `${place.left}px`;
    panel.style.top = `${place.top}px`;
    panel.style.maxHeight = `${place.maxHeight}px`;
  });

  useEffect(() => {
    const panel = box.current;
    const page = panel?.ownerDocument;
    if (!panel || !page) return;
    const outside = (event: Event) => {
      const path = event.composedPath();
      if (path.includes(panel)) return;
      // The button that opened it closes it itself.
      if (event.type === "pointerdown" && anchor instanceof Element && path.includes(anchor))
        return;
      close.current();
    };
    const gone = () => close.current();
    page.addEventListener("pointerdown", outside, true);
    page.addEventListener("scroll", outside, true);
    page.defaultView?.addEventListener("resize", gone);
    page.defaultView?.addEventListener("blur", gone);
    return () => {
      page.removeEventListener("pointerdown", outside, true);
      page.removeEventListener("scroll", outside, true);
      page.defaultView?.removeEventListener("resize", gone);
      page.defaultView?.removeEventListener("blur", gone);
    };
  }, [anchor]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the role is a prop
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is a prop
    <div
      ref={box}
      class={classes("cjm-popover", props.class)}
      popover="manual"
      role={props.role ?? "dialog"}
      aria-label={props.label}
      tabIndex={-1}
      onKeyDown={(event) => {
        props.onKeyDown?.(event);
        // The map underneath must not act on keys meant for the panel.
        if (!hasCommand(event)) event.stopPropagation();
        if (event.key === "Escape" && !isComposing(event) && !event.defaultPrevented) {
          event.preventDefault();
          onClose();
        }
      }}
      onPointerDown={stop}
      onClick={stop}
      onDblClick={stop}
      onContextMenu={stop}
    >
      {children}
    </div>
  );
}

function stop(event: Event) {
  event.stopPropagation();
}
