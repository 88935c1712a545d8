import { useWords } from "../i18n/context";
import type { DoneHow } from "./draft";
import { formatDuration, parseDuration } from "./duration";
import { IconButton } from "./IconButton";
import { type Parsed, ParsedField } from "./ParsedField";

interface Common {
  label: string;
  placeholder?: string | undefined;
  onDone?: ((how: DoneHow) => void) | undefined;
}

export interface NumberFieldProps extends Common {
  value: number | null;
  /** Null when the field was emptied. */
  onCommit: (value: number | null) => void;
  min?: number | undefined;
  max?: number | undefined;
  step?: number | undefined;
  whole?: boolean | undefined;
  /** Buttons beside the field that go one step down and up. */
  stepper?: boolean | undefined;
}

/** Number arithmetic leaves 0.30000000000000004; nobody typed that. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

const formats = new Map<string, Intl.NumberFormat>();

/** Making one takes longer than the rest of a field, and there are few. */
function numberFormat(language: string, huge: boolean): Intl.NumberFormat {
  const key = `${language} ${huge}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(language, {
    maximumSignificantDigits: 15,
    useGrouping: false,
    ...(huge ? { notation: "scientific" as const } : {}),
  });
  formats.set(key, made);
  return made;
}

export function NumberField(props: NumberFieldProps) {
  const { value, label, onCommit, min = -1e300, max = 1e300, step = 1, whole } = props;
  const { t, language } = useWords();
  const numbers = numberFormat(language, value !== null && Math.abs(value) >= 1e15);
  const show = (number: number | null) =>
    number === null ? "" : numbers.format(number).replace("-", "−");

  const parse = (text: string): Parsed<number | null> => {
    if (text === "") return { value: null };
    const plain = text.replace(",", ".").replace("−", "-");
    const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
    if (!Number.isFinite(number)) return { error: t("bad_number") };
    if (number < min || number > max) {
      return { error: t("bad_range", { min: show(min), max: show(max) }) };
    }
    if (whole && !Number.isInteger(number)) return { error: t("bad_whole") };
    return { value: number };
  };
  const stepped = (from: number | null, direction: 1 | -1) =>
    Math.min(max, Math.max(min, from === null ? Math.max(min, 0) : tidy(from + direction * step)));

  const field = (
    <ParsedField
      text={show(value)}
      label={label}
      parse={parse}
      onCommit={onCommit}
      inputMode="decimal"
      placeholder={props.placeholder}
      onDone={props.onDone}
      step={(text, direction) => {
        const now = parse(text.trim());
        return "error" in now ? null : show(stepped(now.value, direction));
      }}
    />
  );
  if (!props.stepper) return field;
  return (
    <span class="cjm-stepper">
      <IconButton
        icon="minus"
        label={t("less", { what: label })}
        disabled={value !== null && value <= min}
        onClick={() => onCommit(stepped(value, -1))}
      />
      {field}
      <IconButton
        icon="plus"
        label={t("more_of", { what: label })}
        disabled={value !== null && value >= max}
        onClick={() => onCommit(stepped(value, 1))}
      />
    </span>
  );
}

export interface DurationFieldProps extends Common {
  /** Seconds. */
  value: number | null;
  onCommit: (seconds: number | null) => void;
}

export function DurationField({ value, label, onCommit, onDone }: DurationFieldProps) {
  const { t, language } = useWords();
  return (
    <ParsedField
      text={value === null ? "" : formatDuration(value, language)}
      label={label}
      onCommit={onCommit}
      onDone={onDone}
      parse={(text): Parsed<number | null> => {
        if (text === "") return { value: null };
        const seconds = parseDuration(text);
        return seconds === null ? { error: t("bad_duration") } : { value: seconds };
      }}
    />
  );
}

const DATE =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** Whether a text is an ISO 8601 date, or date and time, of a day that exists. */
export function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(2000, month - 1, 1));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

export interface DateFieldProps extends Common {
  value: string;
  onCommit: (value: string) => void;
}

/** A text field rather than the browser's date picker, which drops what it cannot show. */
export function DateField({ value, label, onCommit, onDone }: DateFieldProps) {
  const { t } = useWords();
  return (
    <ParsedField
      text={value}
      label={label}
      onCommit={onCommit}
      onDone={onDone}
      parse={(text) => (text === "" || isDate(text) ? { value: text } : { error: t("bad_date") })}
    />
  );
}
