import { useMemo, useRef, useState } from "preact/hooks";
import { useEditor } from "../../editor/context";
import { useView } from "../../editor/map/view";
import { typeLabel } from "../../i18n";
import { IconButton } from "../../ui/IconButton";
import { isComposing } from "../../ui/keys";
import { wordsOf } from "../words";
import { find, type Hit, selectable, whereOf } from "./find";
import { TEXTS } from "./texts";

/** So many are listed; the way from one to the next goes through all. */
const LISTED = 200;
/** Of a long text so much is shown, in characters. */
const SHOWN = 140;

/** Words on the map: where they stand, and from one to the next. */
export function Search() {
  const editor = useEditor();
  const view = useView();
  const { t, replica, selection } = editor;
  const say = wordsOf(TEXTS, editor.language.value);
  const [query, setQuery] = useState("");
  const [current, setCurrent] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const records = editor.records.value;
  const layout = view.layout.value;
  // Found anew when the map has changed
  const found = useMemo(
    () => find(replica.state, layout, query),
    [replica, layout, query, records],
  );
  const sieve = view.sift.value?.value;
  const [only, setOnly] = useState(false);
  const hits =
    sieve && only
      ? found.filter(({ record }) => !sieve.dims(selectable(replica.state, record)))
      : found;
  // Others may come before it and go.
  const at = hits.findIndex((hit) => hit.record.id === current);
  const go = (to: number) => {
    const index = (to + hits.length) % hits.length;
    const hit = hits[index];
    if (!hit) return;
    setCurrent(hit.record.id);
    selection.value = [selectable(replica.state, hit.record)];
  };
  const n = hits.length;
  const count = at >= 0 ? say("at", { i: at + 1, n }) : say("found", { n });
  return (
    <>
      <div class="cjm-search-bar">
        <input
          ref={field}
          type="search"
          dir="auto"
          aria-label={say("label")}
          value={query}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setCurrent("");
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || isComposing(event)) return;
            event.preventDefault();
            go(event.shiftKey ? Math.max(at, 0) - 1 : at + 1);
          }}
        />
        <IconButton
          icon="up"
          label={say("previous")}
          disabled={n === 0}
          onClick={() => go(Math.max(at, 0) - 1)}
        />
        <IconButton icon="down" label={say("next")} disabled={n === 0} onClick={() => go(at + 1)} />
      </div>
      {sieve && (
        <label class="cjm-check cjm-search-only">
          <input
            type="checkbox"
            checked={only}
            onChange={(event) => setOnly(event.currentTarget.checked)}
          />
          <span>{say("only")}</span>
        </label>
      )}
      <p class="cjm-search-count" role="status">
        {query.trim() && (n === 0 ? say("none") : count)}
      </p>
      <ul class="cjm-found">
        {hits.slice(0, LISTED).map((hit, index) => (
          <li key={hit.record.id}>
            <button
              type="button"
              class="cjm-hit"
              aria-current={index === at}
              onClick={() => go(index)}
            >
              <span dir="auto">{shown(hit)}</span>
              <small dir="auto">
                {[typeLabel(t, hit.record.type), whereOf(replica.state, hit.record)]
                  .filter(Boolean)
                  .join(" · ")}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {n > LISTED && <p class="cjm-hint">{say("more", { n: LISTED })}</p>}
    </>
  );
}

function shown({ text }: Hit): string {
  const all = [...text];
  return all.length > SHOWN ? `${all.slice(0, SHOWN).join("")}…` : text;
}
