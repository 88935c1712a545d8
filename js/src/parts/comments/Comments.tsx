import { useState } from "preact/hooks";
import { titleOf } from "../../core/commands";
import { newId } from "../../core/ids";
import type { Comment } from "../../core/schema.gen";
import { useEditor } from "../../editor/context";
import type { PanelProps } from "../../editor/kernel";
import { useView } from "../../editor/map/view";
import { typeLabel } from "../../i18n";
import { Segmented } from "../../ui/choices";
import { IconButton } from "../../ui/IconButton";
import { Icon } from "../../ui/icons";
import { TextField } from "../../ui/TextField";
import { Face } from "../face";
import { wordsOf } from "../words";
import { type Key, TEXTS } from "./texts";
import { discard, resolve, type Thread, threadsOf, write } from "./threads";

/** What people have to say about a record or about the whole map. */
export function Comments({ act }: PanelProps) {
  const editor = useEditor();
  const view = useView();
  const { t, replica } = editor;
  const { state } = replica;
  editor.records.value;
  const readOnly = editor.readOnly.value;
  const say = wordsOf(TEXTS, editor.language.value);
  const [scope, setScope] = useState<"record" | "map">("record");
  const [resolved, setResolved] = useState(false);
  const chosen = state.get(editor.selection.value[0] ?? "");
  const shown = chosen?.type === "experience" ? state.get(chosen.touchpoint) : chosen;
  // With nothing selected it is about the map.
  const target = scope === "record" ? shown : undefined;
  const threads = threadsOf(state, target?.id);
  const which = threads.filter(({ root }) => (root.resolved ?? false) === resolved);
  const about = target ?? state.journey;
  const name = titleOf(about) || t("untitled");
  const done = threads.filter(({ root }) => root.resolved).length;
  const me = view.me.value;
  const make = (text: string, parent?: Comment) =>
    act.run(
      write(state, {
        id: newId("cm"),
        target: parent?.target ?? about.id,
        ...(parent && { parent: parent.id }),
        text,
        author: me,
      }),
    );
  return (
    <div class="cjm-talk">
      {shown && (
        <Segmented
          value={scope}
          label={say("scope")}
          options={[
            { value: "record", label: typeLabel(t, shown.type), title: titleOf(shown) },
            { value: "map", label: say("map") },
          ]}
          onChange={setScope}
        />
      )}
      <Segmented
        value={resolved ? "resolved" : "open"}
        label={say("state")}
        options={[
          { value: "open", label: say("open", { n: threads.length - done }) },
          { value: "resolved", label: say("resolved", { n: done }) },
        ]}
        onChange={(next) => setResolved(next === "resolved")}
      />
      <p class="cjm-talk-about" dir="auto">
        {target ? name : say("whole")}
      </p>
      {which.length === 0 && <p class="cjm-hint">{say(resolved ? "none_resolved" : "none")}</p>}
      <ul class="cjm-threads">
        {which.map((thread) => (
          <Talk
            key={thread.root.id}
            act={act}
            thread={thread}
            where={!target}
            readOnly={readOnly}
            say={say}
            onAnswer={(text) => make(text, thread.root)}
          />
        ))}
      </ul>
      {!readOnly && !resolved && (
        <TextField
          value=""
          multiline
          rows={2}
          label={say("write", { what: target ? name : say("whole") })}
          placeholder={say("hint")}
          onCommit={(text) => make(text)}
        />
      )}
      {!readOnly && <p class="cjm-hint">{say("as", { who: me || t("guest") })}</p>}
    </div>
  );
}

type Say = ReturnType<typeof wordsOf<Key>>;

interface TalkProps {
  act: PanelProps["act"];
  thread: Thread;
  /** Whether to say what the thread is about. */
  where: boolean;
  readOnly: boolean;
  say: Say;
  onAnswer(text: string): void;
}

function Talk({ act, thread, where, readOnly, say, onAnswer }: TalkProps) {
  const { t, replica, selection, announce, records } = useEditor();
  // What it is about may be renamed.
  records.value;
  const { state } = replica;
  const { root, answers } = thread;
  const about = state.get(root.target);
  const resolved = root.resolved === true;
  return (
    <li class="cjm-thread" data-record={root.id}>
      {where && about && (
        <button
          type="button"
          class="cjm-link"
          dir="auto"
          onClick={() => {
            selection.value = about.type === "journey" ? [] : [about.id];
          }}
        >
          {typeLabel(t, about.type)}: {titleOf(about) || t("untitled")}
        </button>
      )}
      {[root, ...answers].map((comment) => (
        <Said key={comment.id} act={act} comment={comment} readOnly={readOnly} say={say} />
      ))}
      {!readOnly && !resolved && (
        <TextField
          value=""
          multiline
          label={say("answer_to", { who: root.author || t("guest") })}
          placeholder={say("answer")}
          onCommit={onAnswer}
        />
      )}
      {!readOnly && (
        <button
          type="button"
          class="cjm-link"
          onClick={(event) => {
            keepFocus(event);
            if (act.run(resolve(state, root.id, !resolved))) {
              announce(say(resolved ? "is_open" : "is_resolved"));
            }
          }}
        >
          <Icon name={resolved ? "undo" : "check"} size={12} />
          {say(resolved ? "reopen" : "resolve")}
        </button>
      )}
    </li>
  );
}

interface SaidProps extends Pick<TalkProps, "act" | "readOnly" | "say"> {
  comment: Comment;
}

/** One remark; one's own is edited where it stands. */
function Said({ act, comment, readOnly, say }: SaidProps) {
  const { t, replica, announce } = useEditor();
  const me = useView().me.value;
  const { id, author = "", text = "", parent } = comment;
  const own = author === me && !readOnly;
  return (
    <div class={`cjm-said${parent ? " cjm-answer" : ""}`} data-record={id} data-field="text">
      <div class="cjm-said-who">
        <Face name={author} />
        <b dir="auto">{author || t("guest")}</b>
        {own && (
          <IconButton
            icon="trash"
            label={say("discard")}
            onClick={(event) => {
              keepFocus(event);
              if (act.run(discard(replica.state, id))) announce(say("discarded"));
            }}
          />
        )}
      </div>
      {own ? (
        <TextField
          value={text}
          multiline
          label={say("own")}
          onCommit={(typed, base) => act.editText(id, "text", typed, base)}
        />
      ) : (
        <p dir="auto">{text}</p>
      )}
    </div>
  );
}

/** What has the focus is about to go from the list. */
function keepFocus(event: Event): void {
  const panel = (event.currentTarget as Element).closest<HTMLElement>(".cjm-part");
  panel?.focus({ preventScroll: true });
}
