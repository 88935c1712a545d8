import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useWords } from "../i18n/context";
import { Icon } from "./icons";
import { isComposing, keepTextKey } from "./keys";
import { Popover } from "./Popover";
import { clean } from "./text";

export interface Token {
  key: string;
  label: string;
}

export interface TokenFieldProps {
  tokens: readonly Token[];
  /** All that can be picked, asked for while typing; what is in `tokens` already is not offered. */
  suggestions: () => readonly Token[];
  label: string;
  /** A picked suggestion. */
  onAdd: (token: Token) => void;
  onRemove: (key: string) => void;
  /** A name that is no suggestion; without it only suggestions can be picked. */
  onCreate?: ((name: string) => void) | undefined;
  /** Makes links of the names: to what stands behind them. */
  onOpen?: ((key: string) => void) | undefined;
  /** There is always one: another one takes its place, none is removed. */
  required?: boolean | undefined;
  /** No more than this many. */
  most?: number | undefined;
  limit?: number | undefined;
  placeholder?: string | undefined;
}

const SHOWN = 8;

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Names as chips, with suggestions while typing. Backspace in the empty field takes the last. */
export function TokenField(props: TokenFieldProps) {
  const { tokens, label, onAdd, onRemove, onCreate, onOpen, required } = props;
  const { most = Infinity } = props;
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);

  const taken = new Set(tokens.map((token) => token.key));
  const wanted = open ? fold(text.trim()) : "";
  const found = (open ? props.suggestions() : [])
    .filter((token) => !taken.has(token.key) && fold(token.label).includes(wanted))
    .slice(0, SHOWN);
  const shows = open && found.length > 0;

  const reset = () => {
    setText("");
    setAt(-1);
  };
  const pick = (token: Token) => {
    onAdd(token);
    reset();
  };
  const commit = () => {
    const name = clean(text, { limit: props.limit });
    if (name === "") return reset();
    const same = (token: Token) => fold(token.label) === fold(name);
    const known = props.suggestions().find(same);
    if (tokens.some(same)) reset();
    else if (known) pick(known);
    else if (onCreate) {
      onCreate(name);
      reset();
    }
  };
  // A click elsewhere may take the field away before it loses the focus: keep what was typed.
  const last = useRef(() => {});
  last.current = () => {
    if (onCreate) commit();
  };
  useLayoutEffect(() => () => last.current(), []);

  const remove = (key: string) => {
    onRemove(key);
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // With nothing to call off here, Escape is for the panel around.
    if (event.key === "Escape" && !isComposing(event) && !shows && text === "") return;
    keepTextKey(event);
    if (isComposing(event)) return;
    const chosen = shows ? found[at] : undefined;
    if (event.key === "Enter") {
      if (chosen) pick(chosen);
      else commit();
    } else if (event.key === "," && onCreate && text.trim() !== "") commit();
    else if (event.key === "ArrowDown" && found.length > 0) {
      setOpen(true);
      setAt((at + 1) % found.length);
    } else if (event.key === "ArrowUp" && shows) setAt((at - 1 + found.length) % found.length);
    else if (event.key === "Escape") {
      setOpen(false);
      if (!shows) reset();
    } else if (event.key === "Backspace" && text === "" && tokens.length > 0 && !required) {
      onRemove(tokens.at(-1)?.key ?? "");
    } else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one box
    <div ref={box} class="cjm-box cjm-tokens" role="group" aria-label={label}>
      {tokens.map((token) => (
        <span key={token.key} class="cjm-token">
          <OpenLink id={token.key} text={token.label} onOpen={onOpen} />
          {!required && (
            <button
              type="button"
              aria-label={t("remove_what", { what: token.label })}
              onClick={() => remove(token.key)}
            >
              <Icon name="close" size={10} />
            </button>
          )}
        </span>
      ))}
      {tokens.length < most && (
        <input
          ref={input}
          type="text"
          dir="auto"
          maxLength={props.limit ?? 1000}
          aria-label={t("add_to", { what: label })}
          autocomplete="off"
          placeholder={tokens.length === 0 ? (props.placeholder ?? "") : ""}
          size={Math.max(2, text.length + 1)}
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setOpen(true);
            setAt(-1);
          }}
          onKeyDown={onKeyDown}
          onFocus={() => setOpen(true)}
          onClick={() => setOpen(true)}
          onBlur={() => {
            setOpen(false);
            // What only can be picked is not taken from half a word.
            if (onCreate) commit();
            else reset();
          }}
        />
      )}
      {shows && box.current && (
        <Popover
          anchor={box.current}
          onClose={() => setOpen(false)}
          label={label}
          role="listbox"
          class="cjm-menu"
          keepFocus
        >
          {found.map((token, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
            <div
              key={token.key}
              role="option"
              aria-selected={index === at}
              class="cjm-menu-item"
              dir="auto"
              onPointerDown={(event) => event.preventDefault()}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(token)}
            >
              {token.label}
            </div>
          ))}
        </Popover>
      )}
    </div>
  );
}

interface OpenLinkProps {
  id: string;
  text: string;
  /** Absent: it is only a name. */
  onOpen?: ((id: string) => void) | undefined;
  /** The name stands beside it. */
  icon?: boolean;
}

/** The name of a thing, which leads to it. */
export function OpenLink({ id, text, onOpen, icon }: OpenLinkProps) {
  const { t } = useWords();
  if (!onOpen) return <span dir="auto">{text}</span>;
  const name = icon ? t("open_what", { what: text }) : undefined;
  return (
    <button
      type="button"
      class="cjm-open"
      data-open={id}
      dir="auto"
      title={name}
      aria-label={name}
      onClick={() => onOpen(id)}
    >
      {icon ? <Icon name="right" size={12} /> : text}
    </button>
  );
}
