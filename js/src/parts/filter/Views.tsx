import { useRef, useState } from "preact/hooks";
import type { PanelProps } from "../../editor/kernel";
import type { Filter } from "../../editor/map/sieve";
import { useView } from "../../editor/map/view";
import { IconButton } from "../../ui/IconButton";
import { wordsOf } from "../words";
import {
  removeView,
  renameView,
  replaceView,
  type SavedView,
  sameFilter,
  savedViews,
  saveView,
} from "./saved";
import { ask } from "./sieve";
import { TEXTS } from "./texts";

interface ViewsProps extends Pick<PanelProps, "act"> {
  filter: Filter;
}

/** Filters with a name, kept in the map for everyone. */
export function Views({ act, filter }: ViewsProps) {
  const view = useView();
  const { editor } = view;
  editor.records.value;
  const { state } = editor.replica;
  const say = wordsOf(TEXTS, editor.language.value);
  const readOnly = editor.readOnly.value;
  const box = useRef<HTMLElement>(null);
  // The key of the view that is being named, "" for a new one.
  const [naming, setNaming] = useState<string | null>(null);
  const { views, broken } = savedViews(state);
  if (readOnly && !views.length && !broken) return null;
  const done = (selector: string) => {
    setNaming(null);
    // After the form has given way: what stands in its place takes the focus.
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(selector)?.focus());
  };
  const row = (key: string) => `[data-view="${key}"] button`;
  const save = (name: string) => {
    if (!name.trim()) return;
    const made = naming ? renameView(state, naming, name) : saveView(state, name, filter);
    if (act.run(made)) editor.announce(say("saved", { what: name.trim() }));
    done(naming ? row(naming) : ".cjm-views-save");
  };
  const menu = (saved: SavedView, anchor: Element) => {
    view.openMenu({
      anchor,
      label: editor.t("actions_for", { what: saved.name }),
      items: [
        { label: editor.t("rename"), icon: "pencil", onSelect: () => setNaming(saved.key) },
        {
          label: say("replace"),
          icon: "check",
          disabled: sameFilter(saved.filter, filter),
          onSelect: () => {
            if (act.run(replaceView(state, saved.key, filter)))
              editor.announce(say("saved", { what: saved.name }));
          },
        },
        "-",
        {
          label: editor.t("remove"),
          icon: "trash",
          danger: true,
          onSelect: () => {
            if (!act.run(removeView(state, saved.key))) return;
            editor.announce(editor.t("removed", { what: saved.name }));
            done(".cjm-views-save");
          },
        },
      ],
    });
  };
  const form = (name: string) => (
    <NameForm
      name={name}
      label={say("name")}
      words={[say("save"), say("cancel")]}
      onSave={save}
      onCancel={() => done(naming ? row(naming) : ".cjm-views-save")}
    />
  );
  return (
    <section ref={box} class="cjm-views" aria-label={say("views")}>
      <h3>{say("views")}</h3>
      {views.length > 0 && (
        <ul>
          {views.map((saved) => (
            <li key={saved.key} data-view={saved.key}>
              {naming === saved.key ? (
                form(saved.name)
              ) : (
                <>
                  <button
                    type="button"
                    class="cjm-view"
                    dir="auto"
                    aria-pressed={sameFilter(saved.filter, filter)}
                    onClick={() => ask(view, saved.filter)}
                  >
                    {saved.name}
                  </button>
                  {!readOnly && (
                    <IconButton
                      icon="more"
                      label={editor.t("actions_for", { what: saved.name })}
                      menu
                      onClick={(event) => menu(saved, event.currentTarget as Element)}
                    />
                  )}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {broken > 0 && <p class="cjm-hint">{say("broken", { n: broken })}</p>}
      {naming === ""
        ? form("")
        : !readOnly && (
            <button type="button" class="cjm-link cjm-views-save" onClick={() => setNaming("")}>
              {say("save_this")}
            </button>
          )}
    </section>
  );
}

interface NameFormProps {
  name: string;
  label: string;
  words: readonly [save: string, cancel: string];
  onSave(name: string): void;
  onCancel(): void;
}

function NameForm({ name, label, words, onSave, onCancel }: NameFormProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave(field.current?.value ?? "");
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.isComposing) return;
        // It closes the form, not the panel.
        event.stopPropagation();
        onCancel();
      }}
    >
      <input
        ref={(input) => {
          if (input && !field.current) {
            input.focus();
            input.select();
          }
          field.current = input;
        }}
        class="cjm-box"
        dir="auto"
        maxLength={200}
        aria-label={label}
        placeholder={label}
        defaultValue={name}
      />
      <div class="cjm-views-form">
        <button type="submit" class="cjm-link">
          {words[0]}
        </button>
        <button type="button" class="cjm-link" onClick={onCancel}>
          {words[1]}
        </button>
      </div>
    </form>
  );
}
