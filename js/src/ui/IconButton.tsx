import type { Ref } from "preact";
import { Icon, type IconName } from "./icons";
import { classes } from "./keys";

export interface IconButtonProps {
  icon: IconName;
  /** Read aloud, and shown as a tooltip. */
  label: string;
  onClick: (event: MouseEvent) => void;
  /** Words beside the icon. */
  text?: string | undefined;
  shortcut?: string | undefined;
  disabled?: boolean | undefined;
  pressed?: boolean | undefined;
  expanded?: boolean | undefined;
  /** Opens a menu: `expanded` says whether it is open. */
  menu?: boolean | undefined;
  filled?: boolean | undefined;
  size?: number | undefined;
  tabIndex?: number | undefined;
  class?: string | undefined;
  buttonRef?: Ref<HTMLButtonElement> | undefined;
}

/** A button with an icon; at least 24 px, 44 px where the pointer is a finger. */
export function IconButton(props: IconButtonProps) {
  const { icon, label, shortcut } = props;
  return (
    <button
      type="button"
      ref={props.buttonRef ?? null}
      class={classes("cjm-ib", props.text !== undefined && "cjm-ib-text", props.class)}
      title={shortcut ? `${label} (${shortcut})` : label}
      aria-label={label}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-haspopup={props.menu ? "menu" : undefined}
      tabIndex={props.tabIndex}
      // One that were `disabled` would drop the focus of whoever has pressed it for the last time.
      aria-disabled={props.disabled ? "true" : undefined}
      onClick={props.disabled ? stop : props.onClick}
    >
      <Icon name={icon} size={props.size} filled={props.filled} />
      {props.text !== undefined && <span>{props.text}</span>}
    </button>
  );
}

function stop(event: Event) {
  event.stopPropagation();
}
