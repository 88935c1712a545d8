import { useEditor } from "../../editor/context";
import type { PanelProps } from "../../editor/kernel";
import { IconButton } from "../../ui/IconButton";
import { InlineText } from "../../ui/InlineText";
import { TextField } from "../../ui/TextField";
import { wordsOf } from "../words";
import { TEXTS } from "./texts";
import { addPeople, participantsOf } from "./timing";

/** Who takes part. */
export function People({ act }: { act: PanelProps["act"] }) {
  const editor = useEditor();
  const { t, replica, readOnly } = editor;
  // Its props stay the same while people come.
  editor.records.value;
  const say = wordsOf(TEXTS, editor.language.value);
  const people = participantsOf(replica.state);
  return (
    <>
      {people.length === 0 && <p class="cjm-hint">{say("nobody")}</p>}
      <ul class="cjm-people-list">
        {people.map(({ id, name = "" }) => (
          <li key={id} data-record={id}>
            <InlineText
              value={name}
              label={t("f_name")}
              placeholder={t("untitled")}
              readOnly={readOnly.value}
              onCommit={(text, base) => act.editText(id, "name", text, base)}
            />
            {!readOnly.value && (
              <IconButton
                icon="close"
                size={12}
                label={t("remove_what", { what: name || t("untitled") })}
                onClick={() => act.remove([id])}
              />
            )}
          </li>
        ))}
      </ul>
      {!readOnly.value && (
        <TextField
          value=""
          label={say("add_participants")}
          placeholder={say("add_participants")}
          multiline
          onCommit={(text) => act.run(addPeople(replica.state, text))}
        />
      )}
    </>
  );
}
