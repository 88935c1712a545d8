import { labelOf, PERSONA_COLORS, touchpointsOf } from "../../core/commands";
import { scaleOf } from "../../core/emotion";
import { value } from "../../core/fields";
import { type AnyRecord, TYPES, type TypeName } from "../../core/schema.gen";
import { fieldLabel, valueLabel } from "../../i18n";
import { ColorField } from "../../ui/ColorField";
import { Check, Segmented, Select } from "../../ui/choices";
import type { DoneHow } from "../../ui/draft";
import { DateField, DurationField, NumberField } from "../../ui/fields";
import { Link } from "../../ui/Link";
import { ParsedField } from "../../ui/ParsedField";
import { TextField } from "../../ui/TextField";
import { OpenLink, type Token, TokenField } from "../../ui/TokenField";
import type { EditorApi } from "../context";
import { memo } from "../memo";
import { createIn, idsIn, SCALES, scaleName, setFields, setIds, setScale, setText } from "./edits";
import { boundsOf, controlOf, isLong, prefixOf, type Row, wordLimit } from "./forms";
import { Hint } from "./Hint";
import { FactsField, ListField } from "./lists";
import { isBlank, Shown } from "./Shown";
import { calledOf, openRecord } from "./trail";

/** As many as stand in one row beside the free choice. */
const SWATCHES = PERSONA_COLORS.slice(0, 7);

/** Controls that show more of the document than the value they are for. */
const REFERRING: ReadonlySet<string> = new Set(["number", "pick", "scale", "set", "tokens"]);

interface ControlProps {
  editor: Pick<EditorApi, "replica" | "edit" | "t">;
  id: string;
  type: TypeName;
  name: string;
  held: unknown;
  label: string;
  /** Follows a reference; absent where there is no way back. */
  onOpen?: ((id: string) => void) | undefined;
  /** Told when somebody has ended typing a value that can be kept, or called it off. */
  onDone?: ((how: DoneHow) => void) | undefined;
}

interface FieldProps extends Omit<ControlProps, "label"> {
  editor: EditorApi;
  /** The document it was last rendered for, where it shows more of that than `held`. */
  seen: number;
  readOnly: boolean;
  language: string;
}

/** Rows of fields, two of them side by side where the form says so. */
export function Fields(props: { editor: EditorApi; record: AnyRecord; rows: readonly Row[] }) {
  const { editor, record } = props;
  const field = (name: string) => (
    <Field
      key={name}
      editor={editor}
      id={record.id}
      type={record.type}
      name={name}
      held={value(record, name)}
      seen={REFERRING.has(controlOf(record.type, name)) ? editor.records.value : 0}
      readOnly={editor.readOnly.value}
      language={editor.language.value}
    />
  );
  return (
    <>
      {props.rows.map((row) =>
        typeof row === "string" ? (
          field(row)
        ) : (
          <div key={row[0]} class="cjm-row">
            {row.map(field)}
          </div>
        ),
      )}
    </>
  );
}

/** A field with its label; what it commits is exactly one change of that field. */
const Field = memo(function Field(props: FieldProps) {
  const { editor, type, name, held, readOnly, language } = props;
  if (readOnly && isBlank(held)) return null;
  const label = fieldLabel(editor.t, name);
  // A check box brings its own label.
  const named = !readOnly && controlOf(type, name) === "flag";
  // A card of its own has no details beside it.
  const onOpen = editor.solo.peek() ? undefined : (id: string) => openRecord(editor, id);
  return (
    <div class="cjm-f" data-field={name}>
      {!named && (
        <span class="cjm-f-label" aria-hidden={!readOnly}>
          {label}
        </span>
      )}
      {!readOnly && editor.hinted.value(type, name) && (
        <Hint editor={editor} type={type} name={name} label={label} language={language} />
      )}
      {readOnly ? (
        <Shown {...props} onOpen={onOpen} />
      ) : (
        <Control {...props} label={label} onOpen={onOpen} />
      )}
      {linksIn(editor, type, name, held).map((address) => (
        <Link key={address} address={address} />
      ))}
    </div>
  );
});

/** The addresses a field holds, or what it refers to does. */
function linksIn({ replica }: EditorApi, type: TypeName, name: string, held: unknown): string[] {
  if (name === "url") return [String(held)];
  if (name === "email") return held ? [`mailto:${held}`] : [];
  if (TYPES[type].fields[name]?.target !== "evidence") return [];
  const urls = idsIn(held).flatMap((id) => replica.state.record("evidence", id)?.url ?? []);
  return [...new Set(urls)];
}

/** The control for a field, without its label. */
export function Control({ editor, id, type, name, held, label, onOpen, onDone }: ControlProps) {
  const { t, replica } = editor;
  const info = TYPES[type].fields[name];
  const text = typeof held === "string" ? held : "";
  const number = typeof held === "number" ? held : null;

  const edit = (change: ReturnType<typeof setFields>) => {
    if (change) editor.edit(change, labelOf("edit", type, name));
  };
  const set = (next: unknown) => edit(setFields(replica.state, id, { [name]: next }));

  switch (controlOf(type, name)) {
    case "text":
      return (
        <TextField
          value={text}
          label={label}
          multiline={isLong(name)}
          onDone={onDone}
          onCommit={(typed, base) =>
            edit(
              setText(replica.state, id, name, typed, base, (replaced) =>
                t("replaced_text", { what: label, text: replaced }),
              ),
            )
          }
        />
      );
    case "word":
      return (
        <TextField
          value={text}
          label={label}
          limit={wordLimit(name)}
          onDone={onDone}
          onCommit={set}
        />
      );
    case "language":
      return (
        <ParsedField
          text={text}
          label={label}
          onDone={onDone}
          onCommit={set}
          parse={(typed) =>
            /^[A-Za-z0-9-]{0,35}$/.test(typed) ? { value: typed } : { error: t("bad_language") }
          }
        />
      );
    case "choice":
      return (
        <Select
          value={text}
          label={label}
          onChange={set}
          options={choices(info?.known ?? [], text).map((v) => ({
            value: v,
            label: valueLabel(t, v),
          }))}
        />
      );
    case "segmented": {
      const blank = String(info?.default ?? "");
      return (
        <Segmented
          value={text}
          label={label}
          onChange={set}
          options={choices(info?.known ?? [], text).map((v) =>
            v === blank
              ? { value: v, label: "–", title: valueLabel(t, v), quiet: true }
              : { value: v, label: valueLabel(t, v) },
          )}
        />
      );
    }
    case "rating":
      return (
        <Segmented
          value={number === null ? "" : String(number)}
          label={label}
          onChange={(v) => set(v === "" ? null : Number(v))}
          options={[
            { value: "", label: "–", title: t("not_known"), quiet: true },
            ...["1", "2", "3", "4", "5"].map((v) => ({ value: v, label: v })),
          ]}
        />
      );
    case "tristate":
      return (
        <Segmented
          value={held === null ? "" : String(held)}
          label={label}
          onChange={(v) => set(v === "" ? null : v === "true")}
          options={[
            { value: "true", label: t("yes") },
            { value: "false", label: t("no") },
            { value: "", label: "–", title: t("not_known"), quiet: true },
          ]}
        />
      );
    case "flag":
      return <Check checked={held === true} label={label} onChange={set} />;
    case "number": {
      const scale = name === "score" ? scaleOf(replica.state) : {};
      return (
        <NumberField
          value={number}
          label={label}
          onDone={onDone}
          onCommit={set}
          {...boundsOf(name)}
          {...scale}
        />
      );
    }
    case "duration":
      return <DurationField value={number} label={label} onDone={onDone} onCommit={set} />;
    case "date":
      return <DateField value={text} label={label} onDone={onDone} onCommit={set} />;
    case "color":
      return <ColorField value={text} label={label} swatches={SWATCHES} onCommit={set} />;
    case "pick":
      return (
        <div class="cjm-pick">
          <Select
            value={text}
            label={label}
            onChange={(v) => set(v || null)}
            options={[
              // A reference the record cannot live without has no "none".
              ...(isRequired(type, name)
                ? []
                : [{ value: "", label: type === "experience" ? t("everyone") : t("nothing") }]),
              ...named(editor, info?.target as TypeName).map((o) => ({
                value: o.key,
                label: o.label,
              })),
            ]}
          />
          {text && onOpen && (
            <OpenLink id={text} text={tokenOf(editor, text).label} onOpen={onOpen} icon />
          )}
        </div>
      );
    case "tokens": {
      const target = info?.target as TypeName;
      const ids = idsIn(held);
      const required = isRequired(type, name);
      return (
        <TokenField
          label={label}
          required={required}
          most={info?.role === "ref" && !required ? 1 : Infinity}
          tokens={ids.map((id) => tokenOf(editor, id))}
          suggestions={() => named(editor, target).filter((token) => token.key !== id)}
          onOpen={onOpen}
          onAdd={({ key }) =>
            edit(setIds(replica.state, id, name, required ? [key] : [...ids, key]))
          }
          onRemove={(key) =>
            edit(
              setIds(
                replica.state,
                id,
                name,
                ids.filter((id) => id !== key),
              ),
            )
          }
          onCreate={
            prefixOf(target) ? (typed) => edit(createIn(replica.state, id, name, typed)) : undefined
          }
        />
      );
    }
    case "set": {
      const tags = Array.isArray(held) ? (held as string[]) : [];
      return (
        <TokenField
          label={label}
          limit={200}
          tokens={tags.map(plain)}
          suggestions={() => usedWords(editor, type, name)}
          onAdd={({ label: word }) => set([...tags, word])}
          onRemove={(key) => set(tags.filter((tag) => tag !== key))}
          onCreate={(word) => set([...tags, word])}
        />
      );
    }
    case "texts":
      return (
        <ListField
          key={id}
          items={Array.isArray(held) ? (held as string[]) : []}
          label={label}
          onCommit={set}
        />
      );
    case "facts":
      return (
        <FactsField
          key={id}
          facts={(held ?? {}) as Record<string, string>}
          label={label}
          onCommit={set}
        />
      );
    case "scale":
      return (
        <Select
          value={scaleName(replica.state)}
          label={label}
          onChange={(v) => edit(setScale(replica.state, v))}
          options={scaleOptions(editor)}
        />
      );
    default:
      return null;
  }
}

/** Whether a record cannot live without what a field refers to; an experience may be everyone's. */
function isRequired(type: TypeName, name: string): boolean {
  const { owned, role } = TYPES[type].fields[name] ?? {};
  return owned === true && role === "ref" && name !== "persona";
}

/** The known values and, when it is another one, the value there is. */
function choices(known: readonly string[], now: string): readonly string[] {
  return now === "" || known.includes(now) ? known : [...known, now];
}

function plain(word: string): Token {
  return { key: word, label: word };
}

function tokenOf({ replica, t }: ControlProps["editor"], id: string): Token {
  const record = replica.state.get(id);
  return { key: id, label: record ? calledOf(replica.state, t, record) : t("untitled") };
}

/** Records of a type by name, in their order; what has no type of its own is a place on the map. */
function named(editor: ControlProps["editor"], type: TypeName | "*"): Token[] {
  const { state } = editor.replica;
  const tokens = (ids: Iterable<string>) => [...ids].map((id) => tokenOf(editor, id));
  const listed = (listed: TypeName) => state.siblings(listed).map(([, id]) => id);
  if (type === "*") {
    return tokens([state.journey.id, ...listed("phase"), ...touchpointsOf(state)]);
  }
  if (type === "touchpoint") return tokens(touchpointsOf(state));
  return tokens(TYPES[type].placed ? listed(type) : state.ofType(type));
}

/** The words that other records of the type hold in the same field. */
function usedWords(editor: ControlProps["editor"], type: TypeName, field: string): Token[] {
  const words = new Set<string>();
  for (const id of editor.replica.state.ofType(type)) {
    const record = editor.replica.state.get(id);
    const held = record && value(record, field);
    if (Array.isArray(held)) for (const word of held) words.add(String(word));
  }
  return [...words].sort().map(plain);
}

function scaleOptions({ t, replica }: ControlProps["editor"]) {
  const { min, max } = scaleOf(replica.state);
  const names = Object.entries(SCALES).map(([name, scale]) => ({
    value: name,
    label: name === "nps" ? t("scale_nps") : t("scale_range", { min: scale.min, max: scale.max }),
  }));
  if (scaleName(replica.state) !== "") return names;
  return [{ value: "", label: t("scale_custom", { min, max }) }, ...names];
}
