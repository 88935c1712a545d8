import type { State } from "../../core/state";
import type { EditorApi } from "../context";

/**
 * The document, and a subscription of the calling component to all of its changes. Each component
 * that reads the state needs one: signals make a component that reads any of them skip renders
 * whose props are the same.
 */
export function useDocument(editor: EditorApi): State {
  editor.records.value;
  return editor.replica.state;
}
