import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { reasonOf } from "../../core/errors";
import { newId } from "../../core/ids";
import type { TypeName } from "../../core/schema.gen";
import { IconButton } from "../../ui/IconButton";
import type { EditorApi } from "../context";

interface HintProps {
  editor: Pick<EditorApi, "kernel" | "t" | "announce">;
  type: TypeName;
  name: string;
  label: string;
  language: string;
}

/** The controls a hint is about. */
const CONTROLS = "input,textarea,select,[role=radiogroup]";

/** What practice has to say on a field, when somebody asks; its words come with the part `hints`. */
export function Hint({ editor, type, name, label, language }: HintProps) {
  const { t } = editor;
  const [text, setText] = useState("");
  const [id] = useState(() => newId("h"));
  const button = useRef<HTMLButtonElement>(null);
  const shown = text !== "";

  // With every render: controls come and go.
  useLayoutEffect(() => {
    for (const control of button.current?.parentElement?.querySelectorAll(CONTROLS) ?? []) {
      if (shown) control.setAttribute("aria-describedby", id);
      else control.removeAttribute("aria-describedby");
    }
  });

  const toggle = async () => {
    if (shown) return setText("");
    const said = await editor.kernel?.part("hints").then(
      ({ hint }) => hint?.(type, name, language),
      (error) => t("part_failed", { reason: reasonOf(error) }),
    );
    setText(said ?? "");
    editor.announce(said ?? "");
  };
  return (
    <>
      <IconButton
        class="cjm-ask"
        icon="about"
        size={12}
        label={t("about_what", { what: label })}
        expanded={shown}
        buttonRef={button}
        onClick={toggle}
      />
      {shown && (
        <p id={id} class="cjm-hint cjm-advice">
          {text}
        </p>
      )}
    </>
  );
}
