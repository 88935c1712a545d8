import { adding, type Result, remove, setField } from "../../core/commands";
import { placeAt } from "../../core/order";
import type { Comment } from "../../core/schema.gen";
import type { State } from "../../core/state";

/** A comment and the answers to it, in the order they were made. */
export interface Thread {
  readonly root: Comment;
  readonly answers: readonly Comment[];
}

/** The threads on a record, or on the whole map without one; the newest thread is the last. */
export function threadsOf(state: State, target?: string): Thread[] {
  const all = state
    .siblings("comment")
    .flatMap(([, id]) => state.record("comment", id) ?? [])
    .filter((comment) => target === undefined || comment.target === target);
  const roots = new Map<string, Comment[]>();
  const rest: Comment[] = [];
  for (const comment of all) {
    if (rootOf(state, comment) === comment.id) roots.set(comment.id, []);
    else rest.push(comment);
  }
  for (const answer of rest) {
    const root = rootOf(state, answer);
    const there = roots.get(root);
    if (there) there.push(answer);
    // What it answers is on another record.
    else roots.set(answer.id, []);
  }
  return [...roots].flatMap(([id, answers]) => {
    const root = state.record("comment", id);
    return root ? { root, answers } : [];
  });
}

/** The comment at the head of a thread. Two that answer each other are both their own. */
function rootOf(state: State, comment: Comment): string {
  const seen = new Set<string>();
  let at = comment;
  while (at.parent) {
    const next = state.record("comment", at.parent);
    if (!next || seen.has(at.id)) return seen.has(at.id) ? comment.id : at.id;
    seen.add(at.id);
    at = next;
  }
  return at.id;
}

/** Writes a comment on a record, or an answer to one. */
export function write(
  state: State,
  args: { id: string; target: string; parent?: string; text: string; author: string },
): Result {
  const { id, target, parent, author } = args;
  const text = args.text.trim();
  if (!text || !state.get(target)) return null;
  const place = placeAt(state, "comment", null, Number.MAX_SAFE_INTEGER);
  return adding("add.comment", {
    type: "comment",
    id,
    place,
    target,
    text,
    ...(parent && { parent }),
    ...(author && { author }),
  });
}

/** Resolves a thread or opens it again: its first comment says for all. */
export function resolve(state: State, id: string, resolved: boolean): Result {
  return setField(state, { id, field: "resolved", value: resolved });
}

/** Takes a comment away, and with it the answers to it. */
export function discard(state: State, id: string): Result {
  return remove(state, { ids: [id] });
}
