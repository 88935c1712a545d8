import { fileName } from "../../core/filename";
import type { Waiting } from "../../core/replica";
import type { EditorApi } from "../context";

/** Hands edits that nobody has acknowledged to the person, as a file. */
export function saveEdits(editor: EditorApi, waiting: Waiting): void {
  // Two maps beside each other may have one id.
  const side = editor.name && `-${fileName(editor.name, "")}`;
  const name = `${waiting.document || "cjm"}${side}-edits.json`;
  editor.download(name, `${JSON.stringify(waiting, null, 2)}\n`);
}
