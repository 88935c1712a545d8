import { useRef } from "preact/hooks";
import { classes, hasCommand } from "./keys";

export interface Option<V extends string = string> {
  value: V;
  label: string;
  /** A longer name for people who hear it, when `label` is only a sign. */
  title?: string | undefined;
  /** Nothing is chosen: not shown as a choice made. */
  quiet?: boolean | undefined;
}

export interface SelectProps {
  value: string;
  options: readonly Option[];
  label: string;
  onChange: (value: string) => void;
  disabled?: boolean | undefined;
  class?: string | undefined;
}

/** The browser's own select, which works with every keyboard, screen reader and phone. */
export function Select({ value, options, label, onChange, disabled, class: extra }: SelectProps) {
  return (
    <select
      class={classes("cjm-box cjm-select", extra)}
      aria-label={label}
      value={value}
      disabled={disabled ?? false}
      onKeyDown={(event) => {
        if (!hasCommand(event)) event.stopPropagation();
      }}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

export interface SegmentedProps<V extends string = string> {
  value: V;
  options: readonly Option<V>[];
  label: string;
  onChange: (value: V) => void;
  class?: string | undefined;
}

/** A radio group drawn as one bar. No radio inputs: their names would meet those of other views. */
export function Segmented<V extends string>(props: SegmentedProps<V>) {
  const { value, options, label, onChange } = props;
  const bar = useRef<HTMLDivElement>(null);
  const at = options.findIndex((option) => option.value === value);
  const move = (index: number) => {
    const next = (index + options.length) % options.length;
    const option = options[next];
    if (!option) return;
    (bar.current?.children[next] as HTMLElement | undefined)?.focus();
    onChange(option.value);
  };
  return (
    <div
      ref={bar}
      class={classes("cjm-seg", props.class)}
      role="radiogroup"
      aria-label={label}
      onKeyDown={(event) => {
        if (hasCommand(event) || event.altKey) return;
        event.stopPropagation();
        const from = at < 0 ? 0 : at;
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        move(from + step);
      }}
    >
      {options.map((option, index) => {
        const on = option.value === value;
        return (
          // biome-ignore lint/a11y/useSemanticElements: see above
          <button
            key={option.value}
            type="button"
            role="radio"
            aria-checked={on}
            aria-label={option.title}
            title={option.title}
            data-quiet={option.quiet ? "" : undefined}
            tabIndex={on || (at < 0 && index === 0) ? 0 : -1}
            onClick={() => {
              if (!on) onChange(option.value);
            }}
          >
            {option.label}
          </button>
        );
      })}
    </div>
  );
}

export interface SwitchProps {
  checked: boolean;
  label: string;
  onChange: (checked: boolean) => void;
  disabled?: boolean | undefined;
}

/** A check box with its label. */
export function Check({ checked, label, onChange, disabled }: SwitchProps) {
  return (
    <label class="cjm-check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled ?? false}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
