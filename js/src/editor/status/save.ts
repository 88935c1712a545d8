import type { Waiting } from "../../core/replica";
import type { EditorApi } from "../context";

/** Hands edits that nobody has acknowledged to the person, as a file. */
export function saveEdits(editor: EditorApi, waiting: Waiting): void {
  const name = `${waiting.document || "cjm"}-edits.json`;
  editor.download(name, `${JSON.stringify(waiting, null, 2)}\n`);
}
