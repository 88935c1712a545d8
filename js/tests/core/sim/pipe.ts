import { createInterface } from "node:readline";
import { canonicalJson } from "../../../src/core/digest";
import { CjmError } from "../../../src/core/errors";
import { fileOf } from "../../../src/core/file";
import { Replica } from "../../../src/core/replica";
import { Editor } from "./edits";
import { Random } from "./random";

/**
 * Replicas for `tests/sync/node.py`, which is their kernel: one JSON command a line on standard
 * input, any number of messages to the kernel as the answer, then a line `{"done": ...}`.
 */
interface Command {
  /** Begin anew, with these clients and this seed. */
  open?: readonly string[];
  seed: number;
  /** A message of the kernel, for all replicas. */
  message?: object;
  /** Make so many edits. */
  edit?: number;
  /** Tell what the replicas hold. */
  tell?: true;
}

let replicas: Replica[] = [];
let hands: Editor[] = [];
let random = new Random(0);

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

function open(clients: readonly string[], seed: number): void {
  for (const replica of replicas) replica.stop();
  random = new Random(seed);
  replicas = clients.map((client) => new Replica({ client, send: (message) => say({ message }) }));
  hands = clients.map((client) => new Editor(random, client));
  for (const replica of replicas) replica.start();
}

/** One edit, undo or redo of any replica. */
function edit(): void {
  const at = random.below(replicas.length);
  const replica = replicas[at] as Replica;
  const dice = random.next();
  if (dice < 0.1) replica.undo();
  else if (dice < 0.15) replica.redo();
  else {
    const change = hands[at]?.edit(replica.state);
    try {
      if (change) replica.edit(change, "edit");
    } catch (problem) {
      if (!(problem instanceof CjmError)) throw problem;
    }
  }
}

function told(): object[] {
  return replicas.map((replica) => ({
    file: canonicalJson(fileOf(replica.state)),
    revision: replica.revision,
    pending: replica.pending,
  }));
}

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line) as Command;
  if (command.open) open(command.open, command.seed);
  if (command.message) for (const replica of replicas) replica.receive(command.message);
  for (let count = command.edit ?? 0; count > 0; count--) edit();
  say({ done: command.tell ? told() : [] });
}
for (const replica of replicas) replica.stop();
