import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useWords } from "../i18n/context";
import { IconButton } from "./IconButton";
import { Icon, type IconName } from "./icons";
import { classes } from "./keys";

/** Read aloud when it changes, without taking the focus. Must stay in the tree to be heard. */
export function Live({ text }: { text: string }) {
  return (
    <div class="cjm-hidden" role="status" aria-live="polite" aria-atomic="true">
      {text}
    </div>
  );
}

export interface Action {
  label: string;
  onClick: () => void;
}

export interface BannerProps {
  children: ComponentChildren;
  kind?: "info" | "warning" | undefined;
  action?: Action | undefined;
  onDismiss?: (() => void) | undefined;
}

/** A message that stays until it is dismissed. */
export function Banner({ children, kind = "info", action, onDismiss }: BannerProps) {
  const { t } = useWords();
  const icon: IconName = kind === "warning" ? "warning" : "insight";
  return (
    <div class={classes("cjm-banner", kind === "warning" && "cjm-banner-warning")}>
      <Icon name={icon} />
      <span class="cjm-banner-text" dir="auto">
        {children}
      </span>
      {action && (
        <button type="button" class="cjm-link" onClick={action.onClick}>
          {action.label}
        </button>
      )}
      {onDismiss && <IconButton icon="close" label={t("dismiss")} onClick={onDismiss} />}
    </div>
  );
}

export interface ToastProps {
  message: string;
  action?: Action | undefined;
  onClose: () => void;
  /** Milliseconds; time stands still while the pointer or the focus is on it. */
  timeout?: number | undefined;
}

/** A passing message at the foot of the editor: "Card deleted. Undo". Say it in `Live` too. */
export function Toast({ message, action, onClose, timeout = 8000 }: ToastProps) {
  const { t } = useWords();
  const close = useRef(onClose);
  close.current = onClose;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hold = () => clearTimeout(timer.current);
  const run = () => {
    hold();
    timer.current = setTimeout(() => close.current(), timeout);
  };
  useEffect(() => {
    run();
    return hold;
  }, [message, timeout]);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // At the foot of what is seen of the editor, which may be taller than the window.
    const toast = box.current;
    const room = toast?.ownerDocument.defaultView?.innerHeight ?? 0;
    const foot = toast?.offsetParent?.getBoundingClientRect().bottom ?? 0;
    toast?.style.setProperty("--below", `${Math.max(0, foot - room)}px`);
  }, [message]);
  return (
    <div
      ref={box}
      class="cjm-toast"
      onPointerEnter={hold}
      onPointerLeave={run}
      onFocusIn={hold}
      onFocusOut={run}
    >
      <span dir="auto">{message}</span>
      {action && (
        <button
          type="button"
          class="cjm-link"
          onClick={() => {
            action.onClick();
            onClose();
          }}
        >
          {action.label}
        </button>
      )}
      <IconButton icon="close" label={t("dismiss")} onClick={onClose} />
    </div>
  );
}
