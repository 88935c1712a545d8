import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { AnyRecord } from "../../core/schema.gen";
import { Icon } from "../../ui/icons";
import type { EditorApi } from "../context";
import { Fields } from "./FieldEditor";
import type { Group, Row } from "./forms";
import { Section } from "./sections";

interface GroupsProps {
  editor: EditorApi;
  record: AnyRecord;
  groups: readonly Group[];
  /** Draws a row, with its key, where the rows are not those of the bundle. */
  draw?: (row: Row) => JSX.Element;
}

/** The fields of a record in groups that fold; what cannot be filled in stands there as it is. */
export function Groups({ editor, record, groups, draw }: GroupsProps) {
  const usual = (row: Row) =>
    typeof row === "string" && row.startsWith("@") ? (
      <Section key={row} name={row} editor={editor} record={record} />
    ) : (
      <Fields key={String(row)} rows={[row]} editor={editor} record={record} />
    );
  return (
    <>
      {groups.map(({ title, rows, folded }) => {
        const body = () => rows.map(draw ?? usual);
        if (!title || editor.readOnly.value) return body();
        return (
          <Foldable
            key={title}
            editor={editor}
            of={`${record.type}.${title}`}
            title={editor.t(title)}
            folded={folded}
          >
            {body}
          </Foldable>
        );
      })}
    </>
  );
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
