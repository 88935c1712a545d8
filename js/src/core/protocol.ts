import type { Change } from "./change";
import { isBag } from "./json";
import type { AnyRecord } from "./schema.gen";

/** The messages between a view and the kernel, which orders all changes. */
export const PROTOCOL = 1;

/** A change as its author made it. */
export interface Proposal {
  readonly id: string;
  readonly label: string;
  readonly change: Change;
}

/** A change as the authority applied it. */
export interface Accepted extends Proposal {
  readonly by: string;
  /** The name of the person behind `by`, as far as it was known. */
  readonly author?: string;
}

export interface Rejection {
  readonly id: string;
  readonly code: string;
  readonly message: string;
}

export interface Hello {
  readonly type: "hello";
  readonly protocol: number;
  readonly client: string;
  readonly have: { readonly epoch: string; readonly revision: number } | null;
  readonly pending: readonly string[];
  /** Who is in front of this view: see `presence.ts`. */
  readonly who?: object;
}

export interface Push {
  readonly type: "push";
  readonly client: string;
  readonly epoch: string;
  readonly changes: readonly Proposal[];
}

/** Holds `records`, the whole document, or `changes`, those after `have.revision`. */
export interface Welcome {
  readonly type: "welcome";
  readonly protocol: number;
  readonly to: string;
  readonly epoch: string;
  readonly revision: number;
  readonly records?: readonly AnyRecord[];
  readonly changes?: readonly Accepted[];
  readonly known: readonly string[];
  readonly rejected: readonly Rejection[];
  /** Who else is here; absent when nobody is. */
  readonly people?: readonly unknown[];
}

/** `revision` is the one after the last of `changes`; `digest` belongs to that revision. */
export interface Changed {
  readonly type: "changed";
  readonly epoch: string;
  readonly revision: number;
  readonly changes: readonly Accepted[];
  readonly known?: readonly string[];
  readonly rejected: readonly Rejection[];
  readonly digest?: number;
}

/** Whether a message from outside is one of these; others on the same wire are not ours. */
export function isMessage<T extends { type: string }>(
  message: unknown,
  type: T["type"],
): message is T {
  return isBag(message) && message.type === type;
}
