/** The core: documents, changes and sync. No DOM, no host, no timers of its own. */
export { Authority } from "./authority";
export {
  type Change,
  changeOf,
  difference,
  type FieldUpdates,
  invert,
  isEmpty,
  squash,
} from "./change";
export { CjmError, type ErrorCode, InvalidDocument, RemovedRecord, WrongBase } from "./errors";
export { fileOf } from "./file";
export { newId } from "./ids";
export { type EditStorage, Keeper, type KeptEdit, type Offer } from "./keeper";
export { keyBetween, keysBetween, placeAt } from "./order";
export { mergeValues, rebase, settleUndo } from "./rebase";
export {
  type Notice,
  Replica,
  type ReplicaEvent,
  type ReplicaOptions,
  type Status,
  type Waiting,
} from "./replica";
export {
  type AnyRecord,
  type JourneyInfo,
  type Place,
  type RecordTypes,
  TYPES,
  type TypeName,
} from "./schema.gen";
export { type Sibling, State, value } from "./state";
