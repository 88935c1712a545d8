// Edits as the keyboard makes them, one after another, with a mark before each and after it.
import { load, painted, show, sleep } from "./host.js";

const at = (row, column) => document.querySelector(`[data-at="${row}/${column}"]`);
const press = (target, key, more = {}) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));

async function quiet() {
  for (let i = 0; i < 4; i++) await painted();
  await sleep(40);
}

/** Wait until `find` finds something. */
async function there(find) {
  for (let i = 0; i < 200; i++) {
    const found = find();
    if (found) return found;
    await painted();
  }
  throw new Error(`not there: ${find}`);
}

const field = () => document.querySelector(".cjm-map textarea");

/** Start in a cell; the focus and what it selects are no part of the edit. */
async function focus(row, column) {
  const cell = await there(() => at(row, column));
  cell.focus();
  await quiet();
  return cell;
}

const TOUCHPOINTS = "#touchpoints";

const EMPTY = "nothing";
const LOOP = "a fixed loop";

/** The same work every time: how long it takes tells how busy the machine is. */
function work() {
  const map = new Map();
  for (let i = 0; i < 60_000; i++) map.set(`key-${i % 5_000}`, { i });
  return map;
}

/** Everything that one gesture of each kind does; `timed` marks the parts that count. */
const EDITS = {
  async rename(id, timed, number) {
    const cell = await focus(TOUCHPOINTS, id);
    await timed("open a name", () => press(cell, "F2"));
    const area = await there(field);
    area.value = `Another name ${number}`;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    await quiet();
    await timed("rename a touchpoint", () => press(area, "Enter"));
  },
  async score(id, timed) {
    const cell = await focus("ln-emotion", id);
    const point = cell.querySelector("[data-type=point]");
    point.focus();
    await quiet();
    const up = Number(point.dataset.score) < 2;
    await timed("change a score", () => press(point, up ? "ArrowUp" : "ArrowDown"));
  },
  async card(id, timed, number) {
    const cell = await focus("ln-pain", id);
    await timed("add a card", () => press(cell, "n"));
    await name(timed, "name a card", `Card ${number}`);
  },
  async move(id, timed, number) {
    const cell = await focus(TOUCHPOINTS, id);
    const key = number % 2 ? "ArrowRight" : "ArrowLeft";
    await timed("move a touchpoint", () => press(cell, key, { altKey: true }));
  },
  async add(id, timed, number) {
    const cell = await focus(TOUCHPOINTS, id);
    await timed("add a touchpoint", () => press(cell, "n"));
    await name(timed, "name a touchpoint", `New ${number}`);
  },
};

async function name(timed, mark, text) {
  const area = await there(field);
  area.value = text;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  await quiet();
  await timed(mark, () => press(area, "Enter"));
}

/** Show the map and scroll into its middle. */
export async function start(records) {
  const place = document.getElementById("place");
  await show(await load(), records, place);
  const map = await there(() => place.querySelector(".cjm-map"));
  await there(() => place.querySelector(".cjm-curve"));
  map.scrollLeft = map.scrollWidth / 2;
  // What a large map still reads in its first seconds is no part of an edit.
  await sleep(1500);
}

/** The touchpoints in the middle of what is seen that are there from the start, with a score. */
function inView() {
  const map = document.querySelector(".cjm-map").getBoundingClientRect();
  return [...document.querySelectorAll(".cjm-touchpoint")]
    .filter((cell) => {
      const box = cell.getBoundingClientRect();
      return box.left > map.left + 300 && box.right < map.right - 300;
    })
    .map((cell) => cell.dataset.id)
    .filter((id) => at("ln-emotion", id)?.querySelector("[data-type=point]"));
}

/** Make `rounds` edits of each kind; returns how many parts were timed. */
export async function run(rounds, kinds = Object.keys(EDITS)) {
  let count = 0;
  const timed = async (mark, act) => {
    count += 1;
    performance.mark(`edit:${count}:${mark}`);
    act();
    await quiet();
    performance.mark(`done:${count}:${mark}`);
  };
  for (let number = 0; number < rounds; number++) {
    for (const kind of kinds) {
      const ids = inView();
      await timed(EMPTY, () => {});
      await timed(LOOP, work);
      await EDITS[kind](ids[number % ids.length], timed, number);
      await quiet();
    }
  }
  return count;
}
