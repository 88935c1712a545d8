/**
 * The copies of a map in the notebook around its editor, in JupyterLab's own model of it, which is
 * what it saves. After a reload of the page JupyterLab no longer knows which output an update is
 * for and drops it; so the kernel is asked to hand the copy to the editor, which puts it there.
 */

/** An output of a cell, as far as we need it. */
interface Output {
  readonly data: Readonly<Record<string, unknown>>;
  setData(options: { data: object }): void;
}

interface Cell {
  readonly outputs?: { readonly length: number; get(index: number): Output };
}

/** What ipywidgets' manager knows in JupyterLab; other front ends have something else, or nothing. */
interface Manager {
  readonly context: { readonly model: { readonly cells: Iterable<Cell> } };
}

/** What the kernel hands over: an output of the editor with this key, with the map at `revision`. */
export interface CopyMessage {
  readonly type: "copy";
  readonly key: string;
  readonly revision: number;
  readonly data: object;
}

/** In the first tag of a copy, see `copy.py`. */
const HEAD = /^<div [^>]*? data-editor="([0-9a-f]{12})"[^>]*? data-revision="(\d+)"/;

function* copies(manager: unknown, key: string): Generator<[revision: number, output: Output]> {
  for (const { outputs } of (manager as Manager).context.model.cells) {
    for (let i = 0; i < (outputs?.length ?? 0); i++) {
      const output = outputs?.get(i);
      const [, editor, revision] = HEAD.exec(String(output?.data["text/html"] ?? "")) ?? [];
      if (output && editor === key) yield [Number(revision), output];
    }
  }
}

/** The revision of the newest copy that would be saved, null where we cannot know. */
export function heldRevision(manager: unknown, key: string): number | null {
  try {
    const held = [...copies(manager, key)].map(([revision]) => revision);
    return held.length ? Math.max(...held) : null;
  } catch {
    // No JupyterLab, or one that holds its notebooks in another way.
    return null;
  }
}

/** Put a copy in the place of those that are older. */
export function renewCopies(manager: unknown, message: CopyMessage): void {
  try {
    for (const [revision, output] of copies(manager, message.key)) {
      if (revision < message.revision) output.setData({ data: message.data });
    }
  } catch {
    // It stays as old as it was, which the editor says.
  }
}
