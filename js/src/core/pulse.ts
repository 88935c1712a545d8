/** How long nothing may come back before something is said or done about it, in ms. */
export const RESEND = 3_000;
export const SAVING = 3_000;
export const OFFLINE = 10_000;
const TICK = 1_000;

export interface Clock {
  now(): number;
  setTimer(f: () => void, ms: number): unknown;
  clearTimer(timer: unknown): void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer: (f, ms) => setTimeout(f, ms),
  clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/**
 * The sense of time of a replica: how long it has been waiting for an answer, and a beat while it
 * waits. The beat runs only then; an idle map keeps no timer.
 */
export class Pulse {
  readonly #clock: Clock;
  readonly #beat: () => boolean;
  #since: number | null = null;
  #sent = 0;
  #timer: unknown = null;

  /** `beat` is called about every second while waiting; it returns whether to go on. */
  constructor(clock: Clock, beat: () => boolean) {
    this.#clock = clock;
    this.#beat = beat;
  }

  /** How long no answer came, in ms; 0 when none is waited for. */
  get silence(): number {
    return this.#since === null ? 0 : this.#clock.now() - this.#since;
  }

  /** Whether the last message went out so long ago that it is to be sent again. */
  get overdue(): boolean {
    return this.#clock.now() - this.#sent >= RESEND;
  }

  /** A message went out. */
  sent(): void {
    this.#sent = this.#clock.now();
  }

  /** There is something to wait for, from now on or since before. */
  wait(): void {
    this.#since ??= this.#clock.now();
    if (this.#timer === null) this.#timer = this.#clock.setTimer(() => this.#tick(), TICK);
  }

  /** An answer came. */
  answered(): void {
    this.#since = null;
  }

  stop(): void {
    if (this.#timer !== null) this.#clock.clearTimer(this.#timer);
    this.#timer = null;
    this.#since = null;
  }

  #tick(): void {
    this.#timer = null;
    if (this.#beat()) this.wait();
    else this.#since = null;
  }
}
