import { useRef } from "preact/hooks";
import { initials, personaColor } from "../../core/commands";
import type { DoneHow } from "../../ui/draft";
import { InlineText } from "../../ui/InlineText";
import type { Actions } from "../map/actions";
import { openMenu } from "../map/menus";
import { MenuButton } from "../map/parts";
import { useView } from "../map/view";

/** The personas as chips. A click shows the persona's line, alone or with others; two rename it. */
export function Personas({ act }: { act: Actions }) {
  const view = useView();
  const { editor } = view;
  const { t, replica } = editor;
  const { state } = replica;
  const faces = useRef(new Map<string, HTMLElement | null>());
  const editing = view.editing.value;
  const readOnly = editor.readOnly.value;
  return (
    <>
      {state.siblings("persona").map(([, id]) => {
        const persona = state.record("persona", id);
        if (!persona) return null;
        const shown = view.shown.value.includes(id);
        const field = editing?.id === id ? editing.field : "";
        const name = persona.name || t("untitled");
        const commit = (edited: string) => (text: string, base: string) =>
          act.editText(id, edited, text, base);
        const done = (how: DoneHow) => {
          view.editing.value = null;
          if (how === "enter" || how === "escape") faces.current.get(id)?.focus();
        };
        const text = (edited: "name" | "tagline", label: string) => (
          <InlineText
            class={edited === "name" ? "cjm-strong" : "cjm-tagline"}
            value={persona[edited] ?? ""}
            label={label}
            placeholder={edited === "name" ? t("untitled") : ""}
            tabIndex={null}
            editOn="none"
            readOnly={readOnly}
            editing={field === edited}
            onCommit={commit(edited)}
            onDone={done}
          />
        );
        return (
          // biome-ignore lint/a11y/useSemanticElements: a button could not hold the text field
          <span
            key={id}
            class={`cjm-persona cjm-pc${shown ? " cjm-on" : ""}`}
            style={{ "--pc": personaColor(state, id) }}
            role="group"
            aria-label={name}
            data-id={id}
            data-type="persona"
            onContextMenu={(event) => {
              event.preventDefault();
              event.stopPropagation();
              openMenu(view, act, id, { x: event.clientX, y: event.clientY });
            }}
            onKeyDown={(event) => {
              const { key, altKey } = event;
              if (event.target instanceof HTMLTextAreaElement || readOnly) return;
              const by = { ArrowLeft: -1, ArrowRight: 1 }[key] as -1 | 1 | undefined;
              if (altKey && by) act.movePersona(id, by);
              else if (key === "F2") act.edit(id);
              else if (key === "Delete" || key === "Backspace") act.remove([id]);
              else if (key === "ContextMenu" || (key === "F10" && event.shiftKey)) {
                openMenu(view, act, id, event.currentTarget);
              } else return;
              event.preventDefault();
            }}
          >
            <button
              type="button"
              class="cjm-face"
              ref={(face) => {
                faces.current.set(id, face);
              }}
              aria-pressed={shown}
              aria-label={t("highlight", { what: name })}
              title={t("highlight", { what: name })}
              onClick={() => {
                act.showLine(id);
                act.select([id]);
              }}
              onDblClick={() => act.edit(id)}
            >
              <span class="cjm-avatar" aria-hidden="true">
                {initials(persona)}
              </span>
            </button>
            {text("name", t("f_name"))}
            {(persona.tagline || field === "tagline") && text("tagline", t("f_tagline"))}
            <span class="cjm-chip-menu">
              <MenuButton
                id={id}
                name={name}
                tabIndex={0}
                onOpen={(button) => openMenu(view, act, id, button)}
              />
            </span>
          </span>
        );
      })}
    </>
  );
}
