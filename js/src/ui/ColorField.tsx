import { useWords } from "../i18n/context";
import { IconButton } from "./IconButton";
import { classes, hasCommand } from "./keys";

export interface ColorFieldProps {
  /** `#rrggbb`, or empty. */
  value: string;
  label: string;
  onCommit: (value: string) => void;
  /** Colours offered beside the free choice. */
  swatches: readonly string[];
}

export function ColorField({ value, label, onCommit, swatches }: ColorFieldProps) {
  const { t } = useWords();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one row
    <div
      class="cjm-colors"
      role="group"
      aria-label={label}
      onKeyDown={(event) => {
        if (!hasCommand(event)) event.stopPropagation();
      }}
    >
      {swatches.map((color, i) => (
        <button
          key={color}
          type="button"
          class={classes("cjm-swatch", color === value && "cjm-on")}
          aria-label={`${label} ${i + 1}`}
          aria-pressed={color === value}
          title={color}
          style={{ "--c": color }}
          onClick={() => onCommit(color)}
        />
      ))}
      <input
        type="color"
        aria-label={label}
        title={label}
        value={value || "#808080"}
        onChange={(event) => {
          if (event.currentTarget.value !== value) onCommit(event.currentTarget.value);
        }}
      />
      {value !== "" && (
        <IconButton icon="close" label={t("colour_none")} onClick={() => onCommit("")} />
      )}
    </div>
  );
}
