import { isBag } from "./json";
import type { Accepted, Changed, Hello, Push, Welcome } from "./protocol";
import type { AnyRecord } from "./schema.gen";
import { checkRecord } from "./valid";

/** Whether messages have the shape of their types; what is in a change is looked at when it is made. */

const isText = (value: unknown): value is string => typeof value === "string";
const isCount = (value: unknown): value is number => Number.isSafeInteger(value);
const listOf = (value: unknown, fits: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(fits);

function isProposal(value: unknown): boolean {
  return isBag(value) && isText(value.id) && isBag(value.change);
}

function isAccepted(value: unknown): value is Accepted {
  return isProposal(value) && isText((value as Accepted).by);
}

function isRejection(value: unknown): boolean {
  return isBag(value) && isText(value.id) && isText(value.code) && isText(value.message);
}

export function isChanged(message: Changed): boolean {
  const { epoch, revision, changes, known, rejected, digest } = message;
  return (
    isText(epoch) &&
    isCount(revision) &&
    listOf(changes, isAccepted) &&
    (known === undefined || listOf(known, isText)) &&
    listOf(rejected, isRejection) &&
    (digest === undefined || isCount(digest))
  );
}

export function isWelcome(message: Welcome): boolean {
  const { epoch, revision, changes, known, rejected, records } = message;
  return (
    isText(epoch) &&
    isCount(revision) &&
    listOf(known, isText) &&
    listOf(rejected, isRejection) &&
    (changes === undefined || listOf(changes, isAccepted)) &&
    (records === undefined || isDocument(records))
  );
}

/** Whether these are the records of one document: sound, none twice, with one journey. */
function isDocument(records: readonly AnyRecord[]): boolean {
  if (!Array.isArray(records)) return false;
  const ids = new Set<string>();
  let journeys = 0;
  try {
    for (const record of records) {
      checkRecord(record?.id, record, true);
      ids.add(record.id);
      if (record.type === "journey") journeys += 1;
    }
  } catch {
    return false;
  }
  return journeys === 1 && ids.size === records.length;
}

export function isHello({ client, have, pending }: Hello): boolean {
  const place = have === null || (isBag(have) && isText(have.epoch) && isCount(have.revision));
  return isText(client) && place && listOf(pending, isText);
}

export function isPush({ client, epoch, changes }: Push): boolean {
  return isText(client) && isText(epoch) && listOf(changes, isProposal);
}
