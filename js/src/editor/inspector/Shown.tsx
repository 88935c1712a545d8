import { TYPES, type TypeName } from "../../core/schema.gen";
import { valueLabel } from "../../i18n";
import { formatDuration } from "../../ui/duration";
import { OpenLink } from "../../ui/TokenField";
import type { EditorApi } from "../context";
import { idsIn } from "./edits";
import { controlOf } from "./forms";
import { calledOf } from "./trail";

interface ShownProps {
  editor: Pick<EditorApi, "replica" | "t">;
  type: TypeName;
  name: string;
  held: unknown;
  language: string;
  onOpen?: ((id: string) => void) | undefined;
}

/** What a field holds, where it cannot be changed: in words, with links to what it names. */
export function Shown({ editor, type, name, held, language, onOpen }: ShownProps) {
  const { t, replica } = editor;
  if (TYPES[type].fields[name]?.target) {
    return (
      <div class="cjm-said">
        {idsIn(held).map((id, at) => {
          const record = replica.state.get(id);
          return (
            record && (
              <OpenLink
                key={`${id}.${at}`}
                id={id}
                text={calledOf(replica.state, t, record)}
                onOpen={onOpen}
              />
            )
          );
        })}
      </div>
    );
  }
  const control = controlOf(type, name);
  return (
    <div class="cjm-said" dir="auto">
      {control === "color" && <span class="cjm-dot" style={{ "--pc": held as string }} />}
      {wordsFor(control, held, editor, language)}
    </div>
  );
}

function wordsFor(control: string, held: unknown, { t }: ShownProps["editor"], language: string) {
  switch (control) {
    case "choice":
    case "segmented":
      return valueLabel(t, String(held));
    case "flag":
    case "tristate":
      return t(held ? "yes" : "no");
    case "rating":
      return `${held} / 5`;
    case "duration":
      return formatDuration(Number(held), language);
    case "facts":
      return Object.entries(held as object)
        .map(([key, fact]) => `${key}: ${fact}`)
        .join("\n");
    case "scale": {
      const { min = -2, max = 2 } = held as { min?: number; max?: number };
      return t("scale_range", { min, max });
    }
    default:
      return Array.isArray(held) ? held.join(control === "texts" ? "\n" : ", ") : String(held);
  }
}

/** Whether a field says nothing: it is left out where it cannot be filled in. */
export function isBlank(held: unknown): boolean {
  if (held === null || held === "" || held === "none" || held === "unknown") return true;
  return typeof held === "object" && Object.keys(held).length === 0;
}
