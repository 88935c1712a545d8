import { beforeEach, expect, test } from "vitest";
import { findPerson, nameMyself } from "../../src/host/person";

const KEY = "@jupyterlab/services:UserManager#user";
const MADE_UP = { username: "0123456789abcdef0123456789abcdef", name: "Anonymous Carme" };
const store = window.localStorage;
type Page = Parameters<typeof findPerson>[0];

beforeEach(() => store.clear());

test("[W8] JupyterLab's user, then the name typed here, then the name JupyterLab made up", () => {
  expect(findPerson().name).toBe("");
  store.setItem(KEY, JSON.stringify(MADE_UP));
  expect(findPerson().name).toBe("Anonymous Carme");
  nameMyself(" Zoë ");
  expect(findPerson().name).toBe("Zoë");
  store.setItem(KEY, JSON.stringify({ username: "ana", name: "ana", display_name: "Ana" }));
  expect(findPerson().name).toBe("Ana");
});

test("[W8] the user of a JupyterLab that shows its parts counts more than what it stored", () => {
  store.setItem(KEY, JSON.stringify({ username: "old", name: "Old" }));
  const identity = { username: "ana", name: "Ana" };
  const page = Object.assign(Object.create(null), {
    localStorage: store,
    performance,
    jupyterapp: { serviceManager: { user: { identity } } },
  }) as Page;
  expect(findPerson(page).name).toBe("Ana");
});

test("[W8] a colour stays: by name everywhere, a guest's in this browser", () => {
  const guest = findPerson();
  expect(findPerson().color).toBe(guest.color);
  expect(guest.color).toBeGreaterThanOrEqual(0);
  expect(guest.color).toBeLessThan(8);
  const { color } = nameMyself("Zoë");
  store.clear();
  expect(nameMyself("Zoë").color).toBe(color);
});

test("[W8] editors of one page share a word, and forbidden or spoiled storage is no error", () => {
  expect(findPerson().page).toMatch(/^[a-z0-9]{1,64}$/);
  expect(findPerson().page).toBe(findPerson().page);
  for (const spoiled of ["{", "null", "[]", "7", '{"name": {"a": 1}}', '{"username": 5}']) {
    store.setItem(KEY, spoiled);
    expect(findPerson().name).toBe("");
  }
  const forbidden = {
    get localStorage(): Storage {
      throw new DOMException("denied");
    },
    performance,
  } as unknown as Page;
  expect(findPerson(forbidden).name).toBe("");
  expect(nameMyself("Zoë", forbidden).name).toBe("Zoë");
});
