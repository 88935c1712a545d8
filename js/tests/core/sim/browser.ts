/**
 * A browser that outlives kernels, for `tests/notebook/kills.py`: the code of a view, with the
 * browser's database in memory and a clock that is set by hand. One command comes in a line, as
 * JSON; what the view sends, and answers, go out the same way.
 */
import { createInterface } from "node:readline";
import { type Change, touchedIds } from "../../../src/core/change";
import { CjmError } from "../../../src/core/errors";
import { fieldInfo } from "../../../src/core/fields";
import { Keeper } from "../../../src/core/keeper";
import { Replica } from "../../../src/core/replica";
import type { TypeName } from "../../../src/core/schema.gen";
import type { State } from "../../../src/core/state";
import { Editor } from "./edits";
import { Random } from "./random";
import { Disk, Shelf, settle } from "./storage";
import { Time } from "./world";

type Command =
  | { do: "show"; client: string; seed: number }
  | { do: "receive"; message: object }
  | { do: "copied"; revision: number | null }
  | { do: "edit" | "pass"; ms: number }
  | { do: "cut"; close: boolean }
  | { do: "put in" | "status" | "records" | "kept" };

const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`);

class Page {
  readonly replica: Replica;
  readonly keeper: Keeper;
  readonly #shelf: Shelf;
  readonly #random: Random;
  readonly #editor: Editor;
  #cut = false;

  constructor(time: Time, disk: Disk, client: string, seed: number) {
    const clock = {
      now: () => time.now,
      setTimer: (f: () => void, ms: number) => time.after(ms, f),
      clearTimer: (timer: unknown) => time.cancel(timer),
    };
    const send = (message: object) => {
      if (this.#cut) throw new Error("the kernel is gone");
      say({ type: "send", message });
    };
    this.#random = new Random(seed);
    this.#editor = new Editor(this.#random, client);
    this.#shelf = new Shelf(disk);
    this.replica = new Replica({ ...clock, client, send });
    this.keeper = new Keeper(this.replica, this.#shelf, clock);
    this.replica.start();
  }

  edit(): void {
    const { replica } = this;
    const dice = this.#random.next();
    if (dice < 0.08) replica.undo();
    else if (dice < 0.12) replica.redo();
    else {
      const change = this.#editor.edit(replica.state);
      try {
        if (change && isSound(change, replica.state)) replica.edit(change, "Edit");
      } catch (problem) {
        if (!(problem instanceof CjmError)) throw problem;
      }
    }
  }

  cut(close: boolean): void {
    this.#cut = true;
    if (close) {
      this.#shelf.close();
      this.replica.stop();
      this.keeper.stop();
    } else this.replica.lost();
  }

  status(disk: Disk): object {
    const { replica, keeper } = this;
    return {
      ready: replica.ready,
      revision: replica.revision,
      pending: replica.waiting().changes.map(({ id }) => id),
      offered: keeper.offer?.edits.map(({ id }) => id) ?? [],
      unfit: (keeper.offer?.edits ?? []).flatMap(({ id, change }) => {
        const message = keeper.offer?.unfit.get(id);
        return message === undefined ? [] : [{ id, message, records: [...touchedIds(change)] }];
      }),
      notices: replica.notices.map(({ message }) => message),
      kept: disk.ids,
    };
  }
}

/** Whether the kernel takes it: the dice know nothing of what numbers, dates and words may be. */
function isSound({ added = {}, updated = {} }: Change, state: State): boolean {
  const odd = (type: TypeName | undefined, name: string) =>
    type !== undefined &&
    name !== "score" &&
    ["number", "date", "word"].includes(fieldInfo(type, name)?.role ?? "");
  return (
    Object.values(added).every((r) => !Object.keys(r).some((name) => odd(r.type, name))) &&
    Object.entries(updated).every(
      ([id, fields]) => !Object.keys(fields).some((name) => odd(state.get(id)?.type, name)),
    )
  );
}

async function main(): Promise<void> {
  const time = new Time();
  const disk = new Disk();
  let page: Page | undefined;
  for await (const line of createInterface({ input: process.stdin })) {
    const command = JSON.parse(line) as Command;
    if (command.do === "show") page = new Page(time, disk, command.client, command.seed);
    if (!page) throw new Error("nothing is shown");
    if (command.do === "receive") page.replica.receive(command.message);
    else if (command.do === "copied") page.keeper.copied = command.revision ?? Infinity;
    else if (command.do === "cut") page.cut(command.close);
    else if (command.do === "put in") void page.keeper.putIn();
    else if (command.do === "edit") page.edit();
    if (command.do === "edit" || command.do === "pass") time.pass(command.ms);
    await settle();
    if (command.do === "status") say({ type: "status", ...page.status(disk) });
    if (command.do === "kept") say({ type: "kept", edits: [...disk.edits.values()] });
    if (command.do === "records")
      say({ type: "records", records: [...page.replica.state.records()] });
  }
}

await main();
