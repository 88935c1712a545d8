import type { EditorApi } from "./context";
import { cut } from "./status/typed";

/** Say, when it is quiet, that somebody else has commented. Returns how to stop it. */
export function watchComments(editor: EditorApi): () => void {
  const { replica, presence, t } = editor;
  const known = new Set(replica.state.ofType("comment"));
  return replica.subscribe(({ ids, remote }) => {
    for (const id of ids === "all" ? replica.state.ofType("comment") : ids) {
      const comment = replica.state.record("comment", id);
      if (!comment || known.has(id)) continue;
      known.add(id);
      const who = comment.author ?? "";
      // One's own from another page is no news either; a whole document is none.
      if (!remote || ids === "all" || (who && who === presence?.me.name)) continue;
      const text = cut(comment.text ?? "");
      editor.announce(t("commented", { who: who || t("guest"), text }));
    }
  });
}
