import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Replica } from "../../src/core/replica";
import { copiedRevision, hideCopies, hideForNow, watchCopy } from "../../src/host/copies";

const KEY = "0123456789ab";

function copy(key: string, revision: string): HTMLElement {
  const el = document.createElement("div");
  el.className = "cjm-copy";
  el.dataset.editor = key;
  el.dataset.revision = revision;
  document.body.append(el);
  return el;
}

const hidden = (el: HTMLElement) => getComputedStyle(el).display === "none";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
  document.head.replaceChildren();
});

test("[N40] the copies of this editor are hidden while it is held, those of others are not", () => {
  const [own, other] = [copy(KEY, "1"), copy("ba9876543210", "1")];
  const stops = [hideCopies(document, KEY), hideCopies(document, KEY)];
  expect(hidden(own)).toBe(true);
  expect(hidden(other)).toBe(false);
  stops[0]?.();
  expect(hidden(own)).toBe(true);
  stops[1]?.();
  expect(hidden(own)).toBe(false);
});

test("[N40] what is no key of ours writes no style", () => {
  for (const key of ["", "wanted", "none", '"]{} *{display:none} [x="', "0123456789AB"]) {
    hideCopies(document, key)();
    hideCopies(document, key);
    expect(copiedRevision(document, key)).toBe(null);
  }
  expect(document.head.childElementCount).toBe(0);
});

test("[N40] a copy is hidden for an editor to come, and seen when that never comes", () => {
  const own = copy(KEY, "1");
  hideForNow(document, KEY);
  expect(hidden(own)).toBe(true);
  vi.advanceTimersByTime(5_000);
  expect(hidden(own)).toBe(false);
});

test("[N43] a copy that stands still is told, one that follows or is not there is not", () => {
  const tell = new Set<() => void>();
  const replica = {
    revision: 3,
    subscribe: (listener: () => void) => {
      tell.add(listener);
      return () => tell.delete(listener);
    },
  };
  const { behind, stop } = watchCopy(document, signal(KEY), replica as unknown as Replica);
  const edit = () => {
    replica.revision++;
    for (const listener of tell) listener();
  };
  edit();
  vi.advanceTimersByTime(60_000);
  expect(behind.value).toBe(false);
  const old = copy(KEY, "4");
  edit();
  vi.advanceTimersByTime(1_000);
  expect(behind.value).toBe(false);
  vi.advanceTimersByTime(40_000);
  expect(behind.value).toBe(true);
  // Shown in another cell: the newest one counts.
  const fresh = copy(KEY, "5");
  vi.advanceTimersByTime(40_000);
  expect(behind.value).toBe(false);
  edit();
  fresh.dataset.revision = "6";
  vi.advanceTimersByTime(40_000);
  expect(behind.value).toBe(false);
  expect(copiedRevision(document, KEY)).toBe(6);
  old.remove();
  stop();
  expect(tell.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});
