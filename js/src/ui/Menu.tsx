import type { ComponentChildren } from "preact";
import { createContext } from "preact";
import { useCallback, useContext, useMemo, useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "./icons";
import { classes, hasCommand, isComposing } from "./keys";
import { Popover } from "./Popover";
import type { Anchor } from "./place";

export interface MenuItem {
  label: string;
  onSelect: () => void;
  icon?: IconName | undefined;
  /** A dot of this colour before the label, instead of an icon. */
  color?: string | undefined;
  shortcut?: string | undefined;
  /** Makes it an item that is on or off. */
  checked?: boolean | undefined;
  disabled?: boolean | undefined;
  danger?: boolean | undefined;
}

/** An item, a separator line (`"-"`) or a heading. */
export type MenuEntry = MenuItem | "-" | { heading: string };

export interface MenuProps {
  anchor: Anchor;
  items: readonly MenuEntry[];
  label: string;
  onClose: () => void;
}

const TYPEAHEAD_MS = 600;

function isItem(entry: MenuEntry): entry is MenuItem {
  return entry !== "-" && "onSelect" in entry;
}

/** A popover menu: arrows, Home, End and typing move, Enter and Space choose, Escape closes. */
export function Menu({ anchor, items, label, onClose }: MenuProps) {
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: "", at: 0 });

  const buttons = () => [
    ...(list.current?.querySelectorAll<HTMLButtonElement>("button:not([aria-disabled])") ?? []),
  ];
  const focus = (step: number, from?: number) => {
    const all = buttons();
    if (all.length === 0) return;
    const here = from ?? all.findIndex((button) => button.matches(":focus"));
    all[(here + step + all.length) % all.length]?.focus();
  };
  const find = (letter: string) => {
    const now = Date.now();
    const before = now - typed.current.at < TYPEAHEAD_MS ? typed.current.text : "";
    // One letter again and again walks through the items that begin with it.
    const text = before === letter ? letter : before + letter;
    typed.current = { text, at: now };
    const all = buttons();
    const here = all.findIndex((button) => button.matches(":focus"));
    const start = text.length === 1 ? here + 1 : Math.max(here, 0);
    for (let i = 0; i < all.length; i++) {
      const button = all[(start + i) % all.length];
      if (button?.dataset.text?.startsWith(text)) {
        button.focus();
        return;
      }
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || hasCommand(event) || event.altKey) return;
    if (event.key === "ArrowDown") focus(1);
    else if (event.key === "ArrowUp") focus(-1);
    else if (event.key === "Home") focus(0, 0);
    else if (event.key === "End") focus(-1, 0);
    else if (event.key === "Tab") onClose();
    else if (event.key.length === 1 && event.key !== " ") find(event.key.toLowerCase());
    else return;
    event.preventDefault();
  };

  return (
    <Popover
      anchor={anchor}
      onClose={onClose}
      label={label}
      role="menu"
      class="cjm-menu"
      onKeyDown={onKeyDown}
    >
      <div ref={list} role="none">
        {items.map((entry, index) => {
          if (entry === "-") return <hr key={index} />;
          if (!isItem(entry)) {
            return (
              <div key={entry.heading} class="cjm-menu-heading" role="presentation">
                {entry.heading}
              </div>
            );
          }
          return <Row key={entry.label} item={entry} onClose={onClose} />;
        })}
      </div>
    </Popover>
  );
}

function Row({ item, onClose }: { item: MenuItem; onClose: () => void }) {
  const { checked, disabled } = item;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: aria-checked only with the role that has it
    <button
      type="button"
      role={checked === undefined ? "menuitem" : "menuitemcheckbox"}
      aria-checked={checked}
      aria-disabled={disabled ? "true" : undefined}
      tabIndex={-1}
      data-text={item.label.toLowerCase()}
      class={classes("cjm-menu-item", item.danger && "cjm-danger")}
      onPointerMove={(event) => {
        if (!disabled) event.currentTarget.focus({ preventScroll: true });
      }}
      onClick={() => {
        if (disabled) return;
        // Closing first gives the focus back, so that the action may put it elsewhere.
        onClose();
        item.onSelect();
      }}
    >
      <span class="cjm-menu-mark">
        {checked && <Icon name="check" />}
        {item.icon && checked === undefined && <Icon name={item.icon} />}
        {item.color && <span class="cjm-dot" style={{ "--pc": item.color }} />}
      </span>
      <span class="cjm-menu-label" dir="auto">
        {item.label}
      </span>
      {item.shortcut && <kbd>{item.shortcut}</kbd>}
    </button>
  );
}

export interface MenuRequest {
  anchor: Anchor;
  items: readonly MenuEntry[];
  label: string;
  onClose?: (() => void) | undefined;
}

export type OpenMenu = (request: MenuRequest | null) => void;

const MenuContext = createContext<OpenMenu>(() => {});

/** Opens a menu at an element or a point; `null` closes the one that is open. */
export function useOpenMenu(): OpenMenu {
  return useContext(MenuContext);
}

/** Holds the one open menu of an editor; stands at its root, below `.cjm`. */
export function MenuHost({ children }: { children: ComponentChildren }) {
  const [request, setRequest] = useState<MenuRequest | null>(null);
  const open = useRef<MenuRequest | null>(null);
  const openMenu = useCallback<OpenMenu>((next) => {
    const before = open.current;
    // The button of an open menu, pressed again, closes it.
    const again = next && before && next.anchor instanceof Element && next.anchor === before.anchor;
    open.current = again ? null : next;
    setRequest(open.current);
    before?.onClose?.();
  }, []);
  const close = useCallback(() => openMenu(null), [openMenu]);
  const menu = useMemo(
    () =>
      request && (
        <Menu anchor={request.anchor} items={request.items} label={request.label} onClose={close} />
      ),
    [request, close],
  );
  return (
    <MenuContext.Provider value={openMenu}>
      {children}
      {menu}
    </MenuContext.Provider>
  );
}
