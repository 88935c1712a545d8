import { useState } from "preact/hooks";
import type { AnyRecord } from "../../core/schema.gen";
import type { EditorApi } from "../../editor/context";
import { Foldable } from "../../editor/inspector/Groups";
import { calledOf, openRecord } from "../../editor/inspector/trail";
import type { Actions } from "../../editor/map/actions";
import { typeLabel, valueLabel } from "../../i18n";
import { Icon } from "../../ui/icons";
import { TextField } from "../../ui/TextField";
import { OpenLink } from "../../ui/TokenField";
import { wordsOf } from "../words";
import { adderOf, factsOf, type Listing } from "./lists";
import { type Key, TEXTS } from "./texts";

interface ListProps {
  editor: EditorApi;
  act: Actions;
  record: AnyRecord;
  list: Listing;
}

/** A list longer than this can be searched. */
const MANY = 12;
/** As many are shown at a time. */
const PAGE = 40;

/** Records that stand under another: their number, and unfolded the way to each. */
export function List(props: ListProps) {
  const { editor, record, list } = props;
  const say = wordsOf(TEXTS, editor.language.value);
  return (
    <Foldable
      editor={editor}
      of={`${record.type}/${list.key}`}
      title={say(list.key as Key)}
      count={list.count}
      folded
    >
      {() => <Body {...props} />}
    </Foldable>
  );
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function Body({ editor, act, record, list }: ListProps) {
  const { t, replica } = editor;
  const { state } = replica;
  const say = wordsOf(TEXTS, editor.language.value);
  const [words, setWords] = useState("");
  const [most, setMost] = useState(PAGE);
  const what = typeLabel(t, list.type).toLocaleLowerCase();
  const name = (other: AnyRecord) => calledOf(state, t, other, record.id);
  const all = list.ids().flatMap((id) => state.get(id) ?? []);
  const wanted = fold(words.trim());
  const found = wanted ? all.filter((other) => fold(name(other)).includes(wanted)) : all;
  const adder = editor.readOnly.value ? null : adderOf(state, record, list);
  return (
    <div class="cjm-listing" data-list={list.key}>
      {all.length > MANY && (
        <input
          class="cjm-box"
          type="search"
          dir="auto"
          aria-label={say("find", { what: say(list.key as Key) })}
          placeholder={say("find", { what: say(list.key as Key) })}
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape" && words) setWords("");
            else if (event.key === "Escape") return;
            if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
          }}
        />
      )}
      <ul>
        {found.slice(0, most).map((other) => {
          const facts = factsOf(state, other, (value) => valueLabel(t, value));
          return (
            <li key={other.id}>
              <OpenLink id={other.id} text={name(other)} onOpen={(id) => openRecord(editor, id)} />
              {facts && <small dir="auto">{facts}</small>}
            </li>
          );
        })}
      </ul>
      {found.length > most && (
        <button type="button" class="cjm-link" onClick={() => setMost(most + 5 * PAGE)}>
          {t("and_more", { n: found.length - most })}
        </button>
      )}
      {wanted && found.length === 0 && <p class="cjm-hint">{say("none")}</p>}
      {adder?.named && (
        <TextField
          value=""
          label={t("add_record", { what })}
          placeholder={t("add_record", { what })}
          onCommit={(text) => {
            const { change, label } = adder.make(text);
            editor.edit(change, label);
          }}
        />
      )}
      {adder && !adder.named && (
        <button
          type="button"
          class="cjm-link"
          onClick={() => {
            const { id, change, label } = adder.make();
            if (act.run({ change, label })) openRecord(editor, id);
          }}
        >
          <Icon name="plus" size={12} />
          {t("add_record", { what })}
        </button>
      )}
    </div>
  );
}
