import { remove, titleOf } from "../../core/commands";
import { useEditor } from "../../editor/context";
import type { PanelProps } from "../../editor/kernel";
import { useView } from "../../editor/map/view";
import { typeLabel } from "../../i18n";
import { Segmented } from "../../ui/choices";
import { IconButton } from "../../ui/IconButton";
import { strokesOf } from "../ink/ground";
import { wordsOf } from "../words";
import { TEXTS } from "./texts";

/** The tools of the pen mode, which lasts as long as this is open, and what has been drawn. */
export function Pen({ act }: PanelProps) {
  const editor = useEditor();
  const view = useView();
  const { t, replica, selection } = editor;
  const { state } = replica;
  editor.records.value;
  const readOnly = editor.readOnly.value;
  const say = wordsOf(TEXTS, editor.language.value);
  const byAnchor = new Map<string, string[]>();
  for (const { id, anchor } of strokesOf(state)) {
    byAnchor.set(anchor, [...(byAnchor.get(anchor) ?? []), id]);
  }
  return (
    <div class="cjm-drawings">
      {!readOnly && (
        <>
          <Segmented
            value={view.tool.value}
            label={say("tool")}
            options={[
              { value: "pen", label: say("pen") },
              { value: "eraser", label: say("eraser") },
            ]}
            onChange={(tool) => {
              view.tool.value = tool;
            }}
          />
          <p class="cjm-hint">{say(view.tool.value === "pen" ? "draw" : "erase")}</p>
        </>
      )}
      {byAnchor.size === 0 && <p class="cjm-hint">{say("none")}</p>}
      <ul class="cjm-drawn">
        {[...byAnchor].map(([anchor, ids]) => {
          const record = state.get(anchor);
          if (!record) return null;
          const name = titleOf(record) || t("untitled");
          return (
            <li key={anchor}>
              <button
                type="button"
                class="cjm-link"
                dir="auto"
                onClick={() => {
                  selection.value = [anchor];
                }}
              >
                {typeLabel(t, record.type)}: {name}
              </button>
              <span>{say("lines", { n: ids.length })}</span>
              {!readOnly && (
                <IconButton
                  icon="trash"
                  label={say("erase_of", { what: name })}
                  onClick={(event) => {
                    const here = event.currentTarget as Element;
                    here.closest<HTMLElement>(".cjm-part")?.focus({ preventScroll: true });
                    if (act.run(remove(state, { ids }))) editor.announce(say("erased"));
                  }}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
