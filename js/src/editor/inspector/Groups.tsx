import { useState } from "preact/hooks";
import { value } from "../../core/fields";
import type { AnyRecord } from "../../core/schema.gen";
import { Icon } from "../../ui/icons";
import type { EditorApi } from "../context";
import { Fields } from "./FieldEditor";
import type { Group, Row } from "./forms";
import { isBlank } from "./Shown";
import { Section } from "./sections";

interface GroupsProps {
  editor: EditorApi;
  record: AnyRecord;
  groups: readonly Group[];
}

/** The fields of a record in groups, most of which can be folded. */
export function Groups({ editor, record, groups }: GroupsProps) {
  const shown = groups.filter(
    ({ title, rows }) =>
      !title || !editor.readOnly.value || rows.flat().some((n) => says(record, n)),
  );
  return (
    <>
      {shown.map(({ title, rows, folded }) => {
        const body = () => (
          <Rows key={String(rows[0])} editor={editor} record={record} rows={rows} />
        );
        return title ? (
          <Foldable
            key={title}
            editor={editor}
            of={`${record.type}.${title}`}
            title={editor.t(title)}
            folded={folded}
          >
            {body}
          </Foldable>
        ) : (
          body()
        );
      })}
    </>
  );
}

/** Sections say themselves what there is. */
function says(record: AnyRecord, row: string): boolean {
  return row.startsWith("@") || !isBlank(value(record, row));
}

interface FoldableProps {
  editor: EditorApi;
  /** What it is remembered by while the view lives. */
  of: string;
  title: string;
  /** Shown beside the title. */
  count?: number | undefined;
  folded?: boolean | undefined;
  children: () => preact.ComponentChildren;
}

/** A titled group that folds. */
export function Foldable({ editor, of, title, count, folded, children }: FoldableProps) {
  const [, draw] = useState(0);
  const open = editor.folds.get(of) ?? !folded;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out
    <section class="cjm-group" role="group" aria-label={title} data-group={of}>
      <h3>
        <button
          type="button"
          class="cjm-more"
          aria-expanded={open}
          onClick={() => {
            editor.folds.set(of, !open);
            draw((n) => n + 1);
          }}
        >
          <Icon name={open ? "collapse" : "expand"} size={12} />
          {title}
          {count !== undefined && <small>{count}</small>}
        </button>
      </h3>
      {open && children()}
    </section>
  );
}

function Rows({ rows, ...rest }: { editor: EditorApi; record: AnyRecord; rows: readonly Row[] }) {
  return (
    <>
      {rows.map((row) =>
        typeof row === "string" && row.startsWith("@") ? (
          <Section key={row} name={row} {...rest} />
        ) : (
          <Fields key={String(row)} rows={[row]} {...rest} />
        ),
      )}
    </>
  );
}
