import { labelOf, personaColor } from "../../core/commands";
import { scaleOf, scoreText } from "../../core/emotion";
import { newId } from "../../core/ids";
import type { AnyRecord, Comment, Experience, Goal, Question } from "../../core/schema.gen";
import { fieldLabel, typeLabel, valueLabel } from "../../i18n";
import { Check } from "../../ui/choices";
import { NumberField } from "../../ui/fields";
import { Icon } from "../../ui/icons";
import { type MenuEntry, useOpenMenu } from "../../ui/Menu";
import { TextField } from "../../ui/TextField";
import { OpenLink } from "../../ui/TokenField";
import type { EditorApi } from "../context";
import { Entry } from "./Entry";
import { add, commentsOn, experiencesAt, setFields, setText } from "./edits";
import { useDocument } from "./live";
import { calledOf, openRecord } from "./trail";

export interface SectionProps {
  editor: EditorApi;
  record: AnyRecord;
}

/** A class of 500 respondents is looked at in a chart, not in a list. */
const MOST_SCORES = 30;

export function Section({ name, ...props }: SectionProps & { name: string }) {
  const body = {
    "@experiences": Experiences,
    "@comments": Comments,
    "@resources": Resources,
    "@goals": Goals,
    "@questions": Questions,
  }[name];
  const Body = body;
  return Body ? <Body {...props} /> : null;
}

function Titled({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out
    <div class="cjm-f" role="group" aria-label={title}>
      <span class="cjm-f-label" aria-hidden="true">
        {title}
      </span>
      {children}
    </div>
  );
}

function nameOf(editor: EditorApi, experience: Experience): string {
  if (experience.respondent) return experience.respondent;
  if (!experience.persona) return editor.t("everyone");
  return editor.replica.state.record("persona", experience.persona)?.name || editor.t("untitled");
}

/** Scores by persona, each with a stepper; source, n and the rest unfold. */
function Experiences({ editor, record }: SectionProps) {
  const state = useDocument(editor);
  const { t } = editor;
  const openMenu = useOpenMenu();
  const readOnly = editor.readOnly.value;
  const all = experiencesAt(state, record.id);
  const scale = scaleOf(state);

  const create = (persona: string | null) => {
    const fields = { touchpoint: record.id, score: scale.neutral, ...(persona && { persona }) };
    editor.edit(add(state, "experience", newId("ex"), fields), "add.experience");
  };
  const offer = (): MenuEntry[] => [
    { label: t("everyone"), icon: "user", onSelect: () => create(null) },
    ...state.siblings("persona").map(([, id]) => ({
      label: state.record("persona", id)?.name || t("untitled"),
      color: personaColor(state, id),
      onSelect: () => create(id),
    })),
  ];

  return (
    <Titled title={fieldLabel(t, "emotion")}>
      {all.slice(0, MOST_SCORES).map((experience) => {
        const who = nameOf(editor, experience);
        const { persona, n, source = "assumed" } = experience;
        const facts = [
          valueLabel(t, source),
          ...(typeof n === "number" ? [`n = ${n}`] : []),
          [experience.emoji, experience.emotion].filter(Boolean).join(" "),
        ]
          .filter(Boolean)
          .join(", ");
        const score = experience.score ?? null;
        return (
          <Entry
            key={experience.id}
            editor={editor}
            record={experience}
            name={`${who}, ${score === null ? "" : scoreText(score, scale)} ${facts}`}
            head={
              <span class="cjm-who" dir="auto">
                <b>
                  <span
                    class="cjm-dot"
                    style={{ "--pc": persona ? personaColor(state, persona) : "currentColor" }}
                  />
                  {who}
                </b>
                <small>{facts}</small>
              </span>
            }
            control={
              readOnly ? (
                <b>{score === null ? "–" : scoreText(score, scale)}</b>
              ) : (
                <NumberField
                  value={score}
                  label={t("score_of", { who })}
                  stepper
                  min={scale.min}
                  max={scale.max}
                  step={scale.step}
                  onCommit={(next) => {
                    const change = setFields(state, experience.id, { score: next });
                    if (change) editor.edit(change, "edit.experience.score");
                  }}
                />
              )
            }
          />
        );
      })}
      {all.length > MOST_SCORES && (
        <p class="cjm-hint">{t("and_more", { n: all.length - MOST_SCORES })}</p>
      )}
      {!readOnly && (
        <AddButton
          text={t("add_score")}
          menu
          onClick={(event) => {
            const anchor = event.currentTarget as Element;
            if (state.siblings("persona").length === 0) create(null);
            else openMenu({ anchor, label: t("add_score"), items: offer() });
          }}
        />
      )}
    </Titled>
  );
}

function AddButton(props: { text: string; menu?: boolean; onClick: (event: MouseEvent) => void }) {
  return (
    <button
      type="button"
      class="cjm-link"
      aria-haspopup={props.menu ? "menu" : undefined}
      onClick={props.onClick}
    >
      <Icon name="plus" size={12} />
      {props.text}
    </button>
  );
}

function Comments({ editor, record }: SectionProps) {
  const state = useDocument(editor);
  const { t } = editor;
  const readOnly = editor.readOnly.value;
  const comments = commentsOn(state, record.id);
  const label = fieldLabel(t, "comments");
  const edit = (change: ReturnType<typeof setFields>) => {
    if (change) editor.edit(change, "edit.comment");
  };
  return (
    <Titled title={label}>
      {comments.map((comment) => (
        <div
          key={comment.id}
          class="cjm-comment"
          data-record={comment.id}
          data-resolved={comment.resolved ? "" : undefined}
        >
          <div class="cjm-comment-head">
            <b dir="auto">{comment.author}</b>
            {readOnly ? (
              comment.resolved && t("resolve")
            ) : (
              <Check
                checked={comment.resolved ?? false}
                label={t("resolve")}
                onChange={(resolved) => edit(setFields(state, comment.id, { resolved }))}
              />
            )}
            <OpenLink
              id={comment.id}
              text={calledOf(state, t, comment)}
              onOpen={(id) => openRecord(editor, id)}
              icon
            />
          </div>
          <Text
            editor={editor}
            record={comment}
            label={typeLabel(t, "comment")}
            name="edit.comment"
          />
        </div>
      ))}
      {!readOnly && (
        <TextField
          value=""
          multiline
          label={t("add_comment")}
          placeholder={t("add_comment")}
          onCommit={(text) =>
            editor.edit(
              add(state, "comment", newId("cm"), { target: record.id, text, ...by(editor) }),
              "add.comment",
            )
          }
        />
      )}
    </Titled>
  );
}

interface TextProps {
  editor: EditorApi;
  record: Comment | Goal | Question;
  label: string;
  /** What the history calls it. */
  name: string;
}

/** The text of a record in a list. */
function Text({ editor, record, label, name }: TextProps) {
  const { t, replica } = editor;
  const { id, text: value = "" } = record;
  if (editor.readOnly.value) {
    return (
      <div class="cjm-said" dir="auto">
        {value}
      </div>
    );
  }
  return (
    <TextField
      value={value}
      multiline
      label={label}
      onCommit={(text, base) => {
        const change = setText(replica.state, id, "text", text, base, (replaced) =>
          t("replaced_text", { what: label, text: replaced }),
        );
        if (change) editor.edit(change, name);
      }}
    />
  );
}

/** Who writes a comment here, where that is known. */
function by({ presence }: EditorApi): { author?: string } {
  return presence?.me.name ? { author: presence.me.name } : {};
}

/** What the touchpoint has and what it lacks; resources are edited where they are listed. */
function Resources({ editor, record }: SectionProps) {
  const state = useDocument(editor);
  const { t } = editor;
  const lists: Record<"have" | "need", string[]> = { have: [], need: [] };
  for (const id of state.referrers(record.id, "resource")) {
    const resource = state.record("resource", id);
    if (!resource) continue;
    lists[resource.status === "need" ? "need" : "have"].push(resource.name || t("untitled"));
  }
  if (lists.have.length + lists.need.length === 0) return null;
  return (
    <Titled title={fieldLabel(t, "resources")}>
      <div class="cjm-said" dir="auto">
        {lists.have.length > 0 && (
          <div>{t("resources_have", { names: lists.have.join(", ") })}</div>
        )}
        {lists.need.length > 0 && (
          <div>{t("resources_need", { names: lists.need.join(", ") })}</div>
        )}
      </div>
    </Titled>
  );
}

function Goals({ editor }: SectionProps) {
  return <Listed editor={editor} type="goal" prefix="go" field="goals" />;
}

function Questions({ editor }: SectionProps) {
  return <Listed editor={editor} type="question" prefix="qu" field="questions" />;
}

interface ListedProps {
  editor: EditorApi;
  type: "goal" | "question";
  prefix: string;
  field: string;
}

/** The goals or the questions of the journey. */
function Listed({ editor, type, prefix, field }: ListedProps) {
  const state = useDocument(editor);
  const { t } = editor;
  const readOnly = editor.readOnly.value;
  const what = typeLabel(t, type).toLocaleLowerCase();
  const row = state.siblings(type);
  return (
    <Titled title={fieldLabel(t, field)}>
      {row.map(([, id]) => {
        const record = state.get(id) as Goal | Question | undefined;
        if (!record) return null;
        return (
          <Entry
            key={id}
            editor={editor}
            record={record}
            name={`${what}: ${record.text ?? ""}`}
            head={
              <Text editor={editor} record={record} label={what} name={labelOf("edit", type)} />
            }
          />
        );
      })}
      {!readOnly && (
        <TextField
          value=""
          multiline
          label={t("add_record", { what })}
          placeholder={t("add_record", { what })}
          onCommit={(text) =>
            editor.edit(add(state, type, newId(prefix), { text }), labelOf("add", type))
          }
        />
      )}
    </Titled>
  );
}
