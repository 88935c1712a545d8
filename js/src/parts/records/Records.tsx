import { signal } from "@preact/signals";
import { useLayoutEffect, useMemo } from "preact/hooks";
import { remove } from "../../core/commands";
import { placeOf } from "../../core/fields";
import type { AnyRecord } from "../../core/schema.gen";
import { type EditorApi, useEditor } from "../../editor/context";
import { Fields } from "../../editor/inspector/FieldEditor";
import type { Row } from "../../editor/inspector/forms";
import { Groups } from "../../editor/inspector/Groups";
import { calledOf, openRecord } from "../../editor/inspector/trail";
import type { PanelProps } from "../../editor/kernel";
import { showToast, useView } from "../../editor/map/view";
import { type Translator, typeLabel } from "../../i18n";
import { Icon } from "../../ui/icons";
import { OpenLink } from "../../ui/TokenField";
import { isHinted } from "../hints/hinted";
import { wordsOf } from "../words";
import { FIXED, FORMS } from "./forms";
import { Kinds } from "./Kinds";
import { List } from "./List";
import { listsOf } from "./lists";
import { Steps } from "./Steps";
import { TEXTS } from "./texts";

/** The rest of the details: forms of the rarer types, and what hangs on or refers to a record. */
export function Records({ act, record: id = "" }: PanelProps) {
  const editor = useEditor();
  editor.records.value;
  const { state } = editor.replica;
  const record = state.get(id);
  const language = editor.language.value;
  const t = useMemo(
    () => translatorOf(editor.t, language, record?.type ?? ""),
    [editor, language, record?.type],
  );
  const local = useMemo(() => ({ ...editor, t }), [editor, t]);
  const still = useMemo(() => ({ ...local, readOnly: signal(true) }), [local]);
  useLayoutEffect(() => {
    editor.hinted.value = isHinted;
  }, [editor]);
  if (!record) return null;
  return (
    <>
      <Form key={id} editor={local} still={still} record={record} />
      {listsOf(state, record).map((list) => (
        <List key={`${id} ${list.key}`} editor={local} act={act} record={record} list={list} />
      ))}
      <End editor={local} act={act} record={record} />
    </>
  );
}

/** The words of the editor and of this part; those for one type alone before the others. */
function translatorOf(t: Translator, language: string, type: string): Translator {
  const say = wordsOf(TEXTS, language);
  return (key, vars) => {
    const own = [`${key}@${type}`, key].find((name) => name in TEXTS.en);
    return own ? say(own as keyof typeof TEXTS.en, vars) : t(key, vars);
  };
}

interface FormProps {
  editor: EditorApi;
  /** The same, where nothing can be edited. */
  still: EditorApi;
  record: AnyRecord;
}

function Form({ editor, still, record }: FormProps) {
  return (
    <Groups
      editor={editor}
      record={record}
      groups={FORMS[record.type] ?? []}
      draw={(row) => (
        <RowOf key={String(row)} editor={editor} still={still} record={record} row={row} />
      )}
    />
  );
}

function RowOf({ editor, still, record, row }: FormProps & { row: Row }) {
  if (row === "@steps") return <Steps editor={editor} record={record} />;
  if (row === "@kinds") return <Kinds editor={editor} record={record} />;
  const fixed = [row].flat().every((name) => `${record.type}.${name}` in FIXED);
  return <Fields editor={fixed ? still : editor} record={record} rows={[row]} />;
}

/** Votes and reactions are taken back by those who gave them; the map removes what stands on it. */
const KEPT: ReadonlySet<string> = new Set(["lane", "persona", "reaction", "vote"]);

function End({
  editor,
  act,
  record,
}: {
  editor: EditorApi;
  act: PanelProps["act"];
  record: AnyRecord;
}) {
  const view = useView();
  const { t, replica, trail } = editor;
  const { state } = replica;
  if (record.type === "journey") return null;
  const what = typeLabel(t, record.type).toLocaleLowerCase();
  const removes = record.type in FORMS && !KEPT.has(record.type) && !editor.readOnly.value;
  const holder = state.get(placeOf(record)?.parent ?? "");
  const onOpen = (id: string) => openRecord(editor, id);
  const onRemove = () => {
    const text = t("removed", { what: calledOf(state, t, record) });
    if (!act.run(remove(state, { ids: [record.id] }))) return;
    showToast(view, text, true);
    editor.announce(`${text} ${t("undo")}: Ctrl+Z`);
    // Its form is gone, and with it what had the focus.
    trail.value = { ...trail.peek(), focus: "" };
  };
  return (
    <div class="cjm-records-end">
      {removes && (
        <button type="button" class="cjm-link cjm-remove" onClick={onRemove}>
          <Icon name="trash" size={12} />
          {t("remove_what", { what })}
        </button>
      )}
      {holder && (
        <OpenLink
          id={holder.id}
          text={`${typeLabel(t, holder.type)}: ${calledOf(state, t, holder)}`}
          onOpen={onOpen}
        />
      )}
      <OpenLink
        id={state.journey.id}
        text={wordsOf(TEXTS, editor.language.value)("whole")}
        onOpen={onOpen}
      />
    </div>
  );
}
