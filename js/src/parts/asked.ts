import { useEffect, useState } from "preact/hooks";
import { reasonOf } from "../core/errors";
import type { EditorApi } from "../editor/context";

/** How long nothing has to change before it is asked for again, in ms. */
const PAUSE = 500;

/**
 * What the kernel says of the map as it is: asked for again when the map has changed, and when the
 * kernel has the change. The last answer stays until there is another one, also beside a problem.
 */
export function useAnswer<T>(editor: EditorApi, ask: () => Promise<T | undefined>) {
  const [answer, setAnswer] = useState<T>();
  const [problem, setProblem] = useState("");
  const records = editor.records.value;
  editor.version.value;
  const { status, pending } = editor.replica;
  const known = status === "saved" && pending === 0;
  const language = editor.language.value;
  useEffect(() => {
    let over = false;
    const asked = async () => {
      try {
        const told = await ask();
        if (over) return;
        setAnswer(() => told);
        setProblem("");
      } catch (error) {
        if (!over) setProblem(reasonOf(error));
      }
    };
    const timer = setTimeout(asked, answer ? PAUSE : 0);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [editor, records, language, known]);
  return { answer, problem, setProblem };
}
