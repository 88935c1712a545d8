import { useLayoutEffect, useRef } from "preact/hooks";
import { scaleOf, scoresAt } from "../../core/emotion";
import { type AnyRecord, TYPES } from "../../core/schema.gen";
import { useEditor } from "../../editor/context";
import { Control } from "../../editor/inspector/FieldEditor";
import type { Actions } from "../../editor/map/actions";
import { fieldLabel, typeLabel } from "../../i18n";
import type { DoneHow } from "../../ui/draft";
import { NumberField } from "../../ui/fields";
import { IconButton } from "../../ui/IconButton";
import { InlineText } from "../../ui/InlineText";
import { Icon, type IconName, iconOf } from "../../ui/icons";
import type { Row } from "./rows";
import { type Said, type Say, saidOf } from "./words";

interface LineProps {
  row: Row;
  act: Actions;
  /** It has the one tab stop. */
  here: boolean;
  selected: boolean;
  editing: boolean;
  say: Say & ((key: "fold" | "unfold", vars: { what: string }) => string);
  onToggle(): void;
  onEdit(): void;
  onDone(how: DoneHow): void;
  onMenu(anchor: Element): void;
}

/** A line of the outline: fold, name, what else is to be known, menu. */
export function Line(props: LineProps) {
  const { row, here, selected, editing, say, onToggle } = props;
  const editor = useEditor();
  const { t, replica } = editor;
  const said = saidOf(replica.state, row, t, say);
  const folds = row.open !== undefined;
  const name = [said.name, kindOf(row, t), ...said.facts].filter(Boolean).join(", ");
  const readOnly = editor.readOnly.value;
  const menu = row.kind !== "channels" && row.kind !== "score" && row.id !== "";
  return (
    <div
      class={`cjm-line cjm-line-${row.kind}${selected ? " cjm-chosen" : ""}`}
      style={{ "--level": row.level - 1 }}
      role="treeitem"
      aria-label={name}
      aria-level={row.level}
      aria-posinset={row.i}
      aria-setsize={row.n}
      aria-expanded={row.open}
      aria-selected={selected}
      data-row={row.key}
      data-id={
        row.kind === "phase" || row.kind === "touchpoint" || row.kind === "card"
          ? row.id
          : undefined
      }
      data-type={row.kind}
      tabIndex={here ? 0 : -1}
    >
      {folds ? (
        <IconButton
          class="cjm-line-fold"
          icon={row.open ? "expand" : "right"}
          label={say(row.open ? "fold" : "unfold", { what: said.name })}
          size={12}
          tabIndex={-1}
          onClick={onToggle}
        />
      ) : (
        <span class="cjm-line-fold" />
      )}
      <LineIcon row={row} />
      <div class="cjm-line-text" dir="auto">
        <Body {...props} said={said} readOnly={readOnly} />
      </div>
      {!readOnly && !editing && (
        <span class="cjm-line-tools">
          {menu ? (
            <IconButton
              icon="more"
              label={t("actions_for", { what: said.name })}
              menu
              tabIndex={-1}
              onClick={(event) => props.onMenu(event.currentTarget as Element)}
            />
          ) : (
            row.kind !== "phase" && (
              <IconButton
                icon="pencil"
                label={`${t("edit")}: ${said.name}`}
                tabIndex={-1}
                onClick={props.onEdit}
              />
            )
          )}
        </span>
      )}
    </div>
  );
}

const ICONS: Partial<Record<Row["kind"], IconName>> = { channels: "channel", score: "emotion" };

function LineIcon({ row }: { row: Row }) {
  const { replica } = useEditor();
  const lane = row.kind === "lane" ? replica.state.record("lane", row.id) : undefined;
  const name = lane ? iconOf(lane.kind ?? "custom") : ICONS[row.kind];
  return name ? <Icon name={name} /> : null;
}

function Body(props: LineProps & { said: Said; readOnly: boolean }) {
  const { row, said, editing, readOnly } = props;
  if (editing && row.kind === "channels") return <Channels {...props} />;
  if (editing && row.kind === "score") return <ScoreField {...props} />;
  const named = row.kind !== "channels" && row.kind !== "score" && row.kind !== "lane" && row.id;
  return (
    <>
      {named ? (
        <Name {...props} />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keys are the tree's
        <span
          class="cjm-line-name"
          onDblClick={row.kind === "lane" || readOnly ? undefined : props.onEdit}
        >
          {said.name}
        </span>
      )}{" "}
      <span class="cjm-line-facts">
        {said.facts.map((fact) => (
          <span key={fact} dir="auto">
            {fact}
          </span>
        ))}
      </span>
    </>
  );
}

/** The name, edited where it stands. */
function Name({ row, act, editing, onDone }: LineProps) {
  const { t, replica, readOnly } = useEditor();
  const record = replica.state.get(row.id);
  const field = record?.type === "card" ? "text" : "name";
  return (
    <InlineText
      class="cjm-line-name"
      value={String((record as { text?: string; name?: string } | undefined)?.[field] ?? "")}
      label={fieldLabel(t, field)}
      placeholder={t("untitled")}
      multiline={field === "text"}
      tabIndex={null}
      editOn="dblclick"
      readOnly={readOnly.value}
      editing={editing}
      onCommit={(text, base) => act.editText(row.id, field, text, base)}
      onDone={onDone}
    />
  );
}

/** A field in a line, which somebody has just asked for. */
function useFocused() {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const field = box.current?.querySelector("input");
    field?.focus({ preventScroll: true });
    field?.select();
  }, []);
  return box;
}

function Channels({ row, onDone }: LineProps) {
  const editor = useEditor();
  const box = useFocused();
  const touchpoint = editor.replica.state.record("touchpoint", row.owner);
  return (
    <div
      ref={box}
      class="cjm-line-field"
      onFocusOut={(event) => {
        const next = event.relatedTarget as Node | null;
        // The page that loses the focus gives it back.
        if (next && !event.currentTarget.contains(next)) onDone("blur");
      }}
    >
      <Control
        editor={editor}
        id={row.owner}
        type="touchpoint"
        name="channels"
        held={touchpoint?.channels ?? TYPES.touchpoint.fields.channels?.default}
        label={fieldLabel(editor.t, "channels")}
      />
    </div>
  );
}

function ScoreField({ row, act, said, onDone }: LineProps & { said: Said }) {
  const { t, replica } = useEditor();
  const box = useFocused();
  const scale = scaleOf(replica.state);
  const there = scoresAt(replica.state, row.owner).get(row.id);
  return (
    <div ref={box} class="cjm-line-field">
      <span aria-hidden="true">{said.name}</span>
      <NumberField
        value={there?.score ?? null}
        label={t("score_of", { who: said.name })}
        min={scale.min}
        max={scale.max}
        step={scale.step}
        onCommit={(score) => {
          if (score === null) act.removeScore(row.owner, row.id);
          else act.setScore(row.owner, row.id, score, true);
        }}
        onDone={onDone}
      />
    </div>
  );
}

/** What a line is, where its place does not say it. */
function kindOf(row: Row, t: ReturnType<typeof useEditor>["t"]): string {
  if (row.kind === "channels" || (row.kind === "phase" && !row.id)) return "";
  if (row.kind === "score") return typeLabel(t, "experience");
  return typeLabel(t, row.kind satisfies AnyRecord["type"]);
}
