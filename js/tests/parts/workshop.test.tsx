import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { demo } from "../../dev/demo";
import type { Result } from "../../src/core/commands";
import type { AnyRecord, WorkshopPart } from "../../src/core/schema.gen";
import { State } from "../../src/core/state";
import workshop from "../../src/parts/workshop";
import { leftText } from "../../src/parts/workshop/Timer";
import {
  addPeople,
  currentOf,
  extendPart,
  finishPart,
  participantsOf,
  partsOf,
  pauseParts,
  plannedOf,
  setUp,
  startPart,
  takenOf,
  tickItem,
} from "../../src/parts/workshop/timing";
import type { GuidePart, Standing } from "../../src/parts/workshop/told";
import { openEditor, settle } from "../editor/open";

const NOW = Date.UTC(2026, 10, 23, 9, 0);
const MINUTE = 60_000;
const items = [
  { id: "ice_breaker", text: "Ice-breaker done", hand: true },
  { id: "goal", text: "At least one goal", hand: false },
];
const guidePart = (kind: string, title: string, minutes: number): GuidePart => ({
  kind,
  title,
  minutes,
  aim: `Aim of ${title}`,
  watch: ["<b>Loud</b> voices"],
  steps: [{ title: "Welcome", minutes: 3, say: "Hello", do: "Smile" }],
  items,
});
const GUIDE = [guidePart("setup", "Set-up", 25), guidePart("empathy", "Empathy", 20)];

function make(state: State, result: Result): void {
  if (!result) throw new Error("nothing to do");
  state.commit(result.change);
}

function begun(): { state: State; one: string; two: string } {
  const state = new State([{ type: "journey", id: "j" }] as never);
  make(state, setUp(state, GUIDE));
  const [one = "", two = ""] = partsOf(state).map(({ id }) => id);
  return { state, one, two };
}

describe("the parts", () => {
  test("[Y46] they are added by one change, in order", () => {
    const { state } = begun();
    expect(
      partsOf(state).map(({ kind = "setup", title, duration }) => [kind, title, duration]),
    ).toEqual([
      ["setup", "Set-up", 1500],
      ["empathy", "Empathy", 1200],
    ]); // prettier
    expect(setUp(state, [])).toBeNull();
  });

  test("[Y47] one runs at a time; what has passed is kept", () => {
    const { state, one, two } = begun();
    const part = (id: string) => state.record("workshop_part", id) as WorkshopPart;
    make(state, startPart(state, one, NOW));
    expect(part(one)).toMatchObject({ status: "running", started: "2026-11-23T09:00:00.000Z" });
    expect(startPart(state, one, NOW)).toBeNull();
    make(state, startPart(state, two, NOW + 7 * MINUTE));
    expect(part(one)).toMatchObject({ status: "paused", elapsed: 420 });
    expect(currentOf(partsOf(state))?.id).toBe(two);
    make(state, pauseParts(state, NOW + 8 * MINUTE));
    expect(part(two)).toMatchObject({ status: "paused", elapsed: 60 });
    expect(pauseParts(state, NOW)).toBeNull();
    // The first of those that are paused.
    expect(currentOf(partsOf(state))?.id).toBe(one);
    make(state, startPart(state, one, NOW + 10 * MINUTE));
    make(state, finishPart(state, one, NOW + 12 * MINUTE, two));
    expect(part(one)).toMatchObject({ status: "done", elapsed: 540 });
    expect(part(two)).toMatchObject({ status: "running", elapsed: 60 });
    make(state, extendPart(state, two, 5, GUIDE));
    expect(part(two).duration).toBe(1500);
    make(state, finishPart(state, two, NOW + 13 * MINUTE));
    expect(currentOf(partsOf(state))).toBeUndefined();
    expect(startPart(state, "gone", NOW)).toBeNull();
  });

  test("[Y48] the clock of another machine makes no nonsense", () => {
    const at = (started: string): WorkshopPart =>
      ({
        type: "workshop_part",
        id: "p",
        place: { order: "a0" },
        status: "running",
        started,
      }) as never;
    expect(takenOf(at("2026-11-23T09:00:00Z"), NOW + MINUTE)).toBe(60);
    for (const started of ["2026-11-23T11:00:00Z", "", "soon"]) {
      expect(takenOf(at(started), NOW)).toBe(0);
    }
    expect(plannedOf(at(""), GUIDE)).toBe(1500);
    expect(plannedOf({ ...at(""), kind: "lunch" }, GUIDE)).toBe(0);
  });

  test("[Y48] the time that is left is read from afar", () => {
    expect(
      [1500, 61.2, 0.4, 0, -30, -60, -150, -3_700].map((left) => leftText(left, "en")),
    ).toEqual(["25:00", "1:02", "0:01", "0:00", "0:00", "+1 min", "+2 min", "+1 h 1 min"]);
    expect(leftText(7_200, "pl")).toBe("120:00");
  });

  test("[Y50] ticks are set and taken away", () => {
    const { state, one } = begun();
    make(state, tickItem(state, one, "ice_breaker", true));
    expect(tickItem(state, one, "ice_breaker", true)).toBeNull();
    expect(partsOf(state)[0]?.ticked).toEqual(["ice_breaker"]);
    make(state, tickItem(state, one, "ice_breaker", false));
    expect(partsOf(state)[0]?.ticked ?? []).toEqual([]);
  });

  test("[Y52] participants are entered once, by lines", () => {
    const { state } = begun();
    make(state, addPeople(state, " Ana \n\nBen; ana\nŁucja  Nowak"));
    expect(participantsOf(state).map(({ name }) => name)).toEqual(["Ana", "Ben", "Łucja Nowak"]);
    expect(addPeople(state, "ANA\nben")).toBeNull();
  });
});

describe("the panel", () => {
  let standing: Standing;
  let opened: ReturnType<typeof openEditor>;
  let part: WorkshopPart;
  const kernel = {
    part: vi.fn(async () => workshop),
    workshop: vi.fn(async (what: string) => (what === "guide" ? { parts: GUIDE } : standing)),
  };
  const panel = () => document.querySelector(".cjm-workshop") as HTMLElement;
  const text = (selector: string) => panel().querySelector(selector)?.textContent ?? "";
  const button = (name: string) =>
    [...panel().querySelectorAll("button")].find(
      (one) => (one.getAttribute("aria-label") ?? one.textContent) === name,
    ) as HTMLElement;
  const wait = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));
  const spoken = () => document.querySelector(".cjm-frame > [role=status]")?.textContent ?? "";

  beforeEach(async () => {
    vi.useFakeTimers({ now: NOW });
    const { state } = begun();
    const records = partsOf(state) as AnyRecord[];
    part = records[0] as WorkshopPart;
    standing = {
      now: NOW,
      titles: { [part.id]: "Set-up!" },
      missing: { [part.id]: { ice_breaker: "Tick it.", goal: "Write one down." } },
      next: { action: "begin", text: "Start it.", part: part.id, item: "", after: "" },
    };
    opened = openEditor(kernel, [...demo(), ...records]);
    act(() => {
      opened.editor.panel.value = "workshop";
    });
    await settle();
    await wait(1);
  });
  afterEach(() => {
    opened.close();
    vi.useRealTimers();
    vi.clearAllMocks();
  });
  const click = (name: string) => act(() => button(name).click());

  test("[Y49] what the map does not tell is ticked, the rest says what is missing", async () => {
    expect(text("[data-item=goal] .cjm-hint")).toBe("Write one down.");
    expect(panel().querySelectorAll("input[type=checkbox]")).toHaveLength(1);
    act(() => (panel().querySelector("input[type=checkbox]") as HTMLElement).click());
    expect(opened.replica.state.record("workshop_part", part.id)?.ticked).toEqual(["ice_breaker"]);
    standing = { ...standing, missing: { [part.id]: {} } };
    await wait(600);
    expect(panel().querySelector("[data-item=goal]")?.getAttribute("data-done")).toBe("true");
    expect(text("[data-item=goal]")).toBe("At least one goal (done)");
  });

  test("[Y47] the timer is started by the kernel's clock, and the end is said once", async () => {
    standing = { ...standing, now: NOW + 60 * MINUTE };
    click("+5 min");
    await wait(600);
    click("Start");
    const record = opened.replica.state.record("workshop_part", part.id);
    expect(record?.started?.slice(0, 16)).toBe("2026-11-23T10:00");
    expect(record?.duration).toBe(1800);
    await wait(24 * MINUTE);
    expect(spoken()).toBe("");
    expect(panel().querySelector(".cjm-timer")?.getAttribute("data-phase")).toBe("calm");
    await wait(2 * MINUTE);
    await wait(1);
    expect(spoken()).toBe("5 minutes left");
    expect(panel().querySelector(".cjm-timer")?.getAttribute("data-phase")).toBe("soon");
    await wait(5 * MINUTE);
    await wait(1);
    expect(spoken()).toBe("Time is up: finish the thought, then go on.");
    expect(text(".cjm-timer-left")).toBe("+1 min");
    expect(panel().querySelector(".cjm-timer")?.getAttribute("data-phase")).toBe("over");
    click("Done");
    expect(opened.replica.state.record("workshop_part", part.id)?.status).toBe("done");
  });

  test("[Y51] the next step is done, or leads to its item", async () => {
    expect(text(".cjm-next p")).toBe("Start it.");
    click("Next step");
    expect(opened.replica.state.record("workshop_part", part.id)?.status).toBe("running");
    const next = { ...standing.next, action: "item" as const, item: "ice_breaker" };
    standing = { ...standing, next };
    await wait(600);
    click("Next step");
    await wait(50);
    expect(document.activeElement?.closest("[data-item]")?.getAttribute("data-item")).toBe(
      "ice_breaker",
    );
  });

  test("[Y57] texts are only ever text; a kernel that fails is said", async () => {
    click("What to say and do");
    expect(panel().querySelector("ol b")?.textContent).toBe("Say:");
    expect(text(".cjm-script")).toContain("<b>Loud</b> voices");
    kernel.workshop.mockRejectedValueOnce(new Error("no answer"));
    act(() => {
      const { journey } = opened.replica.state;
      const change = { updated: { [journey.id]: { title: [journey.title, "New"] as never } } };
      opened.editor.edit(change, "edit.journey.title");
    });
    await wait(600);
    expect(text("[role=alert]")).toContain("no answer");
  });

  test("[Y46] a map without parts is set up by one change", async () => {
    act(() => {
      const gone = partsOf(opened.replica.state);
      opened.editor.edit(
        { removed: Object.fromEntries(gone.map((one) => [one.id, one])) } as never,
        "remove.workshop_part",
      );
    });
    const before = opened.replica.revision;
    click("Set up the workshop");
    await wait(1);
    expect(opened.replica.revision).toBe(before + 1);
    expect(partsOf(opened.replica.state)).toHaveLength(2);
  });
});
