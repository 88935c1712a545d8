import type { EditStorage, KeptEdit } from "../core/keeper";

const NAME = "cjm_widgets";
const EDITS = "edits";

/**
 * The browser's own database, shared by all pages of one server. Not `localStorage`: its
 * transactions are whole also between two pages (locks would need https), it blocks no frame, and
 * its room is not the one JupyterLab keeps its settings in.
 *
 * Nothing here throws: where a browser forbids or lacks a part, promises reject or the part is
 * left out, and the edits stay on the page.
 */
export class BrowserStorage implements EditStorage {
  readonly #place: typeof globalThis;
  #opened: Promise<IDBDatabase> | undefined;
  #channel: BroadcastChannel | undefined;

  constructor(place: typeof globalThis = globalThis) {
    this.#place = place;
  }

  async read(): Promise<readonly KeptEdit[]> {
    let all: IDBRequest<KeptEdit[]> | undefined;
    await this.#work("readonly", (edits) => {
      all = edits.getAll();
    });
    return all?.result ?? [];
  }

  async write(kept: readonly KeptEdit[]): Promise<void> {
    await this.#work("readwrite", (edits) => {
      for (const edit of kept) edits.put(edit);
      // So that it is done even if the page is closed in this moment.
      edits.transaction.commit?.();
    });
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#work("readwrite", (edits) => {
      for (const id of ids) edits.delete(id);
      edits.transaction.commit?.();
    });
  }

  async claim(wanted: readonly KeptEdit[], client: string): Promise<readonly string[]> {
    const got: string[] = [];
    await this.#work("readwrite", (edits) => {
      for (const { id, client: holder } of wanted) {
        const request = edits.get(id);
        request.onsuccess = () => {
          const there = request.result as KeptEdit | undefined;
          if (there?.client !== holder) return;
          edits.put({ ...there, client });
          got.push(id);
        };
      }
    });
    this.#channel?.postMessage(got);
    return got;
  }

  hold(client: string): () => void {
    const release = new AbortController();
    const until = () =>
      new Promise<void>((done) => release.signal.addEventListener("abort", () => done()));
    // Only where the page came over https or from this computer.
    attempt(() =>
      this.#place.navigator.locks
        .request(`${NAME}:${client}`, { signal: release.signal }, until)
        .catch(() => {}),
    );
    return () => release.abort();
  }

  async holders(): Promise<ReadonlySet<string>> {
    const locks = await attempt(() => this.#place.navigator.locks.query().catch(() => undefined));
    const names = locks?.held?.map(({ name = "" }) => name) ?? [];
    return new Set(names.map((name) => name.slice(NAME.length + 1)));
  }

  watch(taken: (ids: readonly string[]) => void): () => void {
    const channel = attempt(() => new this.#place.BroadcastChannel(NAME));
    this.#channel = channel;
    if (channel) channel.onmessage = ({ data }) => taken(data as string[]);
    return () => {
      channel?.close();
      this.#channel = undefined;
      this.#opened?.then((database) => database.close()).catch(() => {});
      this.#opened = undefined;
    };
  }

  /** Do something in one transaction; resolves when it is on its way to the disk. */
  async #work(mode: IDBTransactionMode, work: (edits: IDBObjectStore) => void): Promise<void> {
    this.#opened ??= this.#open();
    const database = await this.#opened;
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(EDITS, mode);
      work(transaction.objectStore(EDITS));
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  }

  #open(): Promise<IDBDatabase> {
    return new Promise<IDBDatabase>((resolve, reject) => {
      const request = this.#place.indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(EDITS, { keyPath: "id" });
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const database = request.result;
        database.onclose = () => {
          this.#opened = undefined;
        };
        // Later code, or a person who deletes it, wants it otherwise: do not stand in the way.
        database.onversionchange = () => {
          database.close();
          this.#opened = undefined;
        };
        resolve(database);
      };
    }).catch((problem) => {
      // The next edit tries again.
      this.#opened = undefined;
      throw problem;
    });
  }
}

function attempt<T>(what: () => T): T | undefined {
  try {
    return what();
  } catch {
    return undefined;
  }
}
