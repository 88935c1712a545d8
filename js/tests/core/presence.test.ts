import { expect, test } from "vitest";
import { type Peer, Presence } from "../../src/core/presence";
import { Time } from "./sim/world";

const ANA = { name: "Ana", color: 3, page: "here" };

/** One view on a bench: what it says is kept, what the kernel tells is given by hand. */
function bench(me = ANA) {
  const time = new Time();
  const sent: { at: number; said: Record<string, unknown> }[] = [];
  let sight = true;
  const presence = new Presence({
    client: "me",
    me,
    now: () => time.now,
    setTimer: (f, ms) => time.after(ms, f),
    clearTimer: (timer) => time.cancel(timer),
    seen: () => sight,
    send: (said) => sent.push({ at: time.now, said: said as Record<string, unknown> }),
  });
  return {
    time,
    presence,
    /** What was said since the last look, without what every message has. */
    take: () => sent.splice(0).map(({ said: { type: _, client: __, ...rest } }) => rest),
    times: () => sent.splice(0).map(({ at }) => at),
    sent,
    hide: (hidden: boolean) => {
      sight = !hidden;
    },
    news: (people: unknown[], gone: string[] = []) =>
      presence.receive({ type: "presence", people, gone }),
    welcome: (people?: unknown[], to = "me") => presence.receive({ type: "welcome", to, people }),
  };
}

const peer = (client: string, more: object = {}) => ({
  client,
  name: client.toUpperCase(),
  color: 1,
  page: `page-${client}`,
  ...more,
});

test("[W7] alone it says nothing and keeps no timer", () => {
  const { presence, time, take, welcome } = bench();
  welcome();
  presence.move({ at: ["tp-1"] });
  presence.move({ typing: ["tp-1", "name"] });
  presence.rename({ ...ANA, name: "Anna" });
  time.pass(60_000);
  presence.stop();
  expect(take()).toEqual([]);
  expect(presence.others).toEqual([]);
});

test("[W7] the first other person is told at once where we are", () => {
  const { presence, take, welcome } = bench();
  welcome();
  presence.move({ at: ["tp-1"], typing: ["tp-1", "name"] });
  presence.receive({ type: "presence", people: [peer("b")], gone: [] });
  expect(take()).toEqual([{ at: ["tp-1"], typing: ["tp-1", "name"] }]);
});

test("[W7] at most two messages a second, the last word comes, the same is said once", () => {
  const { presence, time, sent, news } = bench();
  news([peer("b")]);
  sent.length = 0;
  time.pass(5_000);
  for (let i = 0; i < 100; i++) {
    presence.move({ at: [`tp-${i}`] });
    presence.move({ at: [`tp-${i}`] });
    time.pass(20);
  }
  time.pass(600);
  const times = sent.map(({ at }) => at);
  expect(times.length).toBeLessThanOrEqual(6);
  expect(Math.min(...times.slice(1).map((at, i) => at - (times[i] ?? 0)))).toBeGreaterThanOrEqual(
    500,
  );
  expect(sent.at(-1)?.said.at).toEqual(["tp-99"]);
});

test("[W7] back where it was told last within the pause, nothing is said", () => {
  const { presence, time, take, news } = bench();
  news([peer("b")]);
  presence.move({ at: ["tp-1"] });
  time.pass(1_000);
  take();
  presence.move({ at: ["tp-2"] });
  presence.move({ at: ["tp-3"] });
  presence.move({ at: ["tp-2"] });
  time.pass(1_000);
  expect(take()).toEqual([{ at: ["tp-2"] }]);
});

test("[W7] a message takes at most 300 bytes", () => {
  const { presence, sent, news, time } = bench({ ...ANA, name: "" });
  news([peer("b")]);
  presence.rename({ ...ANA, name: "🚲".repeat(40) });
  time.pass(600);
  const id = (n: number) => `${n}${"x".repeat(63)}`;
  presence.move({ at: [1, 2, 3, 4, 5].map(id), typing: [id(1), "importance_customer"] });
  time.pass(600);
  presence.rename({ ...ANA, name: "王".repeat(40) });
  time.pass(1_200);
  const sizes = sent.map(({ said }) => new TextEncoder().encode(JSON.stringify(said)).length);
  expect(sizes.length).toBeGreaterThanOrEqual(5);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(300);
});

test("[W7] a heartbeat every 10 s while others are here, none from a page nobody sees", () => {
  const { presence, time, take, hide, news } = bench();
  news([peer("b")]);
  presence.move({ at: ["tp-1"] });
  time.pass(5_000);
  take();
  time.pass(30_000);
  expect(take().length).toBeGreaterThanOrEqual(2);
  hide(true);
  time.pass(60_000);
  expect(take()).toEqual([]);
  hide(false);
  presence.wake();
  expect(take()).toEqual([{ at: ["tp-1"] }]);
  news([], ["b"]);
  time.pass(60_000);
  expect(take(), "alone again").toEqual([]);
});

test.each([5, "people", {}, [null, 5, {}]])(
  "[W4] people that are no people are nobody, and the rest of the message is taken: %j",
  (people) => {
    const { presence, welcome } = bench();
    welcome(people as never);
    expect(presence.others).toEqual([]);
  },
);

test("[W2] [W4] who is here follows the kernel; a welcome says it anew", () => {
  const { presence, news, welcome } = bench();
  const names = () => presence.others.map(({ name }) => name);
  let heard = 0;
  presence.subscribe(() => heard++);
  welcome([peer("b"), peer("me")]);
  news([peer("c", { at: ["tp-1"] })]);
  expect(names()).toEqual(["B", "C"]);
  expect(heard).toBe(2);
  news([peer("c", { at: ["tp-1"] })]);
  expect(heard, "no news").toBe(2);
  welcome([peer("x")], "somebody else");
  expect(names()).toEqual(["B", "C"]);
  news([], ["b"]);
  expect(names()).toEqual(["C"]);
  welcome();
  expect(names(), "the kernel was restarted, and nobody else has come").toEqual([]);
});

test("[W2] after a welcome where we are is told again, as this may be another kernel", () => {
  const { presence, welcome, news, take, time } = bench();
  news([peer("b")]);
  presence.move({ at: ["tp-1"] });
  time.pass(1_000);
  take();
  welcome([peer("b")]);
  expect(take()).toEqual([{ at: ["tp-1"] }]);
});

test("[W2] another editor of the same page is nobody else", () => {
  const { presence, news, take } = bench();
  news([peer("b", { page: "here" })]);
  presence.move({ at: ["tp-1"] });
  expect(presence.others).toEqual([]);
  expect(take()).toEqual([]);
});

test("[W1] what is told is read as strictly as what is said", () => {
  const { presence, news } = bench();
  news([null, 7, "b", {}, { client: 3 }, { client: "b", name: ["<b>"], at: "x", color: 99 }]);
  const guest: Peer = { client: "b", name: "", color: 0, page: "", at: [], typing: null };
  expect(presence.others).toEqual([guest]);
  presence.receive({ type: "presence", people: {}, gone: null });
  presence.receive(null);
  presence.receive({ type: "changed", people: [] });
  expect(presence.others).toEqual([guest]);
});

test("[W4] goodbye is said to others, and only to them", () => {
  const { presence, news, take } = bench();
  news([peer("b")]);
  take();
  presence.stop();
  expect(take()).toEqual([{ bye: true }]);
});

test("[W7] without a kernel nothing is thrown", () => {
  const time = new Time();
  const presence = new Presence({
    client: "me",
    me: ANA,
    now: () => time.now,
    setTimer: (f, ms) => time.after(ms, f),
    clearTimer: (timer) => time.cancel(timer),
    send: () => {
      throw new Error("Cannot send");
    },
  });
  presence.receive({ type: "presence", people: [peer("b")], gone: [] });
  presence.move({ at: ["tp-1"] });
  time.pass(30_000);
  presence.stop();
});

test("[W7] thirty people at work: each view says no more than it must", () => {
  const { presence, time, sent, news } = bench();
  for (let i = 0; i < 29; i++) news([peer(`v${i}`)]);
  expect(presence.others).toHaveLength(29);
  sent.length = 0;
  for (let second = 0; second < 60; second++) {
    for (let i = 0; i < 29; i++) news([peer(`v${i}`, { at: [`tp-${second}`] })]);
    time.pass(1_000);
  }
  expect(sent.length, "only heartbeats").toBeLessThanOrEqual(7);
});
