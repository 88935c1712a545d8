/** Short stable words for programs: they travel in the sync messages. */
export type ErrorCode = "removed" | "exists" | "invalid" | "wrong-base";

/** What an error is about: the record, its field and the value that does not fit. */
export interface ErrorContext {
  record?: string;
  field?: string;
  value?: unknown;
}

/** Base of the typed errors; `code` is the same word as on the Python side. */
export class CjmError extends Error {
  readonly code: ErrorCode;
  readonly context: ErrorContext;

  constructor(code: ErrorCode, message: string, context: ErrorContext = {}) {
    super(message);
    this.name = "CjmError";
    this.code = code;
    this.context = context;
  }
}

/** A change was applied to a document it was not made for; rebase it first. */
export class WrongBase extends CjmError {
  constructor(message: string, context: ErrorContext = {}) {
    super("wrong-base", message, context);
    this.name = "WrongBase";
  }
}

/** The record an edit is about, or hangs on, was removed meanwhile. */
export class RemovedRecord extends CjmError {
  constructor(message: string, context: ErrorContext = {}) {
    super("removed", message, context);
    this.name = "RemovedRecord";
  }
}

/** A record or a value does not fit the document; nothing was changed. */
export class InvalidDocument extends CjmError {
  constructor(message: string, context: ErrorContext = {}, code: ErrorCode = "invalid") {
    super(code, message, context);
    this.name = "InvalidDocument";
  }
}

/** Why something failed, in words. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
