/** Questions to the kernel beside the protocol of the map: `cjm_widgets/widgets/answers.py`. */
import type { Findings, Kernel, Matched, Part, PartName } from "../editor/kernel";
import { SHARED } from "../parts/shared";
import { importGzip } from "../unpack/gunzip";

/** Tells the parts of one build from those of another; put in by `build.mjs`. */
declare const CJM_BUILD: string;

/** How long the kernel may take to answer, in ms. */
const PATIENCE = 20_000;

interface Answer {
  readonly type: "answer";
  readonly id: string;
  /** Why there is no answer, in words. */
  readonly error?: string;
  readonly value: unknown;
}

type Buffers = readonly BufferSource[];
type Reply = (answer: Answer, buffers: Buffers) => void;
type Factory = { default: (lent: typeof SHARED) => Part };

export class KernelLink implements Kernel {
  readonly alone: boolean;
  readonly #client: string;
  readonly #send: (message: object) => void;
  readonly #open = new Map<string, Reply>();
  #count = 0;

  constructor(client: string, send: (message: object) => void, alone = false) {
    this.alone = alone;
    this.#client = client;
    this.#send = send;
  }

  /**
   * All editors of a page share a part, which is code and holds no state. One that is on its way
   * is not waited for by the others: their kernels may be quicker.
   */
  async part(name: PartName): Promise<Part> {
    const page = globalThis as unknown as Record<symbol, Part | undefined>;
    const build = typeof CJM_BUILD === "undefined" ? "" : CJM_BUILD;
    const place = Symbol.for(`cjm_widgets-part:${build}:${name}`);
    page[place] ??= await this.#fetch(name, build);
    return page[place];
  }

  async check(language: string): Promise<Findings> {
    return (await this.workshop("check", language)) as Findings;
  }

  async workshop(what: string, language: string): Promise<unknown> {
    return (await this.#ask({ what, language }))[0];
  }

  async export(form: string): Promise<BlobPart> {
    const [, [file]] = await this.#ask({ what: "export", form });
    if (file === undefined) throw new Error(`${form}: no file`);
    return file as BlobPart;
  }

  async pairs(): Promise<readonly Matched[]> {
    const [value] = await this.#ask({ what: "pairs" });
    return value as readonly Matched[];
  }

  receive(message: unknown, buffers: Buffers = []): void {
    const answer = (message ?? {}) as Partial<Answer>;
    if (answer.type === "answer" && answer.id !== undefined) {
      this.#open.get(answer.id)?.(answer as Answer, buffers);
    }
  }

  async #fetch(name: PartName, build: string): Promise<Part> {
    const [, [code]] = await this.#ask({ what: "part", name, build });
    if (code === undefined) throw new Error(`${name}: no code`);
    const { default: make } = (await importGzip(code)) as Factory;
    return make(SHARED);
  }

  #ask(question: object): Promise<[value: unknown, buffers: Buffers]> {
    this.#count += 1;
    const id = `${this.#client}.${this.#count}`;
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        this.#open.delete(id);
        settle();
      };
      const timer = setTimeout(() => end(() => reject(new Error("no answer"))), PATIENCE);
      this.#open.set(id, ({ error, value }, buffers) =>
        end(() => (error === undefined ? resolve([value, buffers]) : reject(new Error(error)))),
      );
      try {
        this.#send({ type: "ask", id, ...question });
      } catch (problem) {
        end(() => reject(problem));
      }
    });
  }
}
