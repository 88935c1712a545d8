import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { digestOf } from "../../src/core/digest";
import { CjmError } from "../../src/core/errors";
import { Replica } from "../../src/core/replica";
import { Editor } from "./sim/edits";
import { Random } from "./sim/random";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const PYTHON = ["bin/python", "Scripts/python.exe"]
  .map((path) => `${ROOT}.venv/${path}`)
  .find((path) => existsSync(path));
const NAMES = ["a", "b", "c"];

interface Sum {
  type: "sum";
  revision: number;
  digest: number;
}

/** The kernel's real authority in a process of its own, with clients of it. */
class Kernel {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly replicas: Replica[];
  readonly errors: string[] = [];
  lost = 0;
  digests = 0;
  #sum: ((sum: Sum) => void) | undefined;

  constructor(python: string) {
    const script = fileURLToPath(new URL("./sim/authority.py", import.meta.url));
    this.#process = spawn(python, [script], {
      cwd: ROOT,
      env: { ...process.env, PYTHONPATH: ROOT },
    });
    this.#process.stderr.on("data", (text) => this.errors.push(String(text)));
    this.replicas = NAMES.map((client) => {
      const replica: Replica = new Replica({
        client,
        send: (message) => {
          if (replica.ready && (message as { have?: unknown }).have === null) this.lost += 1;
          this.write(message);
        },
      });
      return replica;
    });
    createInterface({ input: this.#process.stdout }).on("line", (line) =>
      this.#hear(JSON.parse(line)),
    );
  }

  write(message: object): void {
    this.#process.stdin.write(`${JSON.stringify(message)}\n`);
  }

  sum(): Promise<Sum> {
    return new Promise((resolve) => {
      this.#sum = resolve;
      this.write({ type: "sum" });
    });
  }

  stop(): void {
    for (const replica of this.replicas) replica.stop();
    this.#process.kill();
  }

  #hear(message: { type: string; message?: string; digest?: number }): void {
    if (message.type === "sum") this.#sum?.(message as Sum);
    else {
      if (message.type === "changed" && message.digest !== undefined) this.digests += 1;
      for (const replica of this.replicas) replica.receive(message);
    }
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(done: () => boolean): Promise<void> {
  for (let round = 0; round < 2_000 && !done(); round++) await pause(10);
}

// Without the environment of the repository there is no Python to talk to.
test.skipIf(!PYTHON)(
  "[S55] clients in TypeScript and the authority in Python end with the same document",
  { timeout: 60_000 },
  async () => {
    const kernel = new Kernel(PYTHON as string);
    try {
      const random = new Random(20_261_121);
      const hands = NAMES.map((name) => new Editor(random, name));
      for (const replica of kernel.replicas) replica.start();
      await until(() => kernel.replicas.every((replica) => replica.ready));
      for (let step = 0; step < 600; step++) {
        const at = random.below(NAMES.length);
        const replica = kernel.replicas[at] as Replica;
        const dice = random.next();
        if (dice < 0.1) replica.undo();
        else if (dice < 0.15) replica.redo();
        else if (dice < 0.18) kernel.write({ type: "undo" });
        else attempt(replica, hands[at] as Editor);
        if (random.chance(0.3)) await pause(random.below(4));
      }
      await until(() => kernel.replicas.every((replica) => replica.pending === 0));
      const { revision, digest } = await kernel.sum();
      await until(() => kernel.replicas.every((replica) => replica.revision === revision));
      expect(kernel.errors).toEqual([]);
      expect(revision).toBeGreaterThan(100);
      expect(kernel.digests).toBeGreaterThan(0);
      expect(kernel.lost, "nobody found the own document wrong").toBe(0);
      for (const replica of kernel.replicas) {
        expect([replica.pending, replica.revision]).toEqual([0, revision]);
        expect(digestOf(replica.state.records())).toBe(digest);
      }
    } finally {
      kernel.stop();
    }
  },
);

function attempt(replica: Replica, hand: Editor): void {
  const change = hand.edit(replica.state);
  if (!change) return;
  try {
    replica.edit(change, "edit");
  } catch (problem) {
    if (!(problem instanceof CjmError)) throw problem;
  }
}
