/**
 * Who is in front of this page, found out without asking anybody: JupyterLab's user where there is
 * one with a name, then the name that was typed here once, then the name JupyterLab made up.
 * Where the browser lets us keep nothing, the person is a guest until the page is closed.
 */
import { COLORS, cleanName, colorOf, type Who } from "../core/presence";

const NAME = "cjm_widgets:name";
const COLOR = "cjm_widgets:color";
/** Where JupyterLab's user manager keeps what it knows; the object itself is seldom in reach. */
const JUPYTER = "@jupyterlab/services:UserManager#user";

interface Identity {
  username?: string;
  name?: string;
  display_name?: string;
}

type Page = Window & {
  jupyterapp?: { serviceManager?: { user?: { identity?: Identity | null } } };
};

/** The person in front of a page, as far as it can be known. */
export function findPerson(page: Window & typeof globalThis = globalThis.window): Who {
  const found = jupyterUser(page);
  const given = cleanName(found?.display_name || found?.name);
  // A server without users calls everybody "Anonymous" and a moon of Jupiter.
  const madeUp = /^[0-9a-f]{32}$/.test(found?.username ?? "") && /^Anonymous /.test(given);
  const name = (!madeUp && given) || cleanName(read(page, NAME)) || given;
  return { name, color: name ? colorOf(name) : ownColor(page), page: pageOf(page) };
}

/** Keep the name a person typed; an empty one is no name. */
export function nameMyself(
  typed: string,
  page: Window & typeof globalThis = globalThis.window,
): Who {
  const name = cleanName(typed);
  keep(page, NAME, name);
  return { name, color: name ? colorOf(name) : ownColor(page), page: pageOf(page) };
}

function jupyterUser(page: Window): Identity | undefined {
  try {
    const live = (page as Page).jupyterapp?.serviceManager?.user?.identity;
    return live ?? JSON.parse(read(page, JUPYTER) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

/** A guest's colour, the same in all windows of a browser where that can be kept. */
function ownColor(page: Window): number {
  const kept = Number.parseInt(read(page, COLOR) ?? "", 10);
  if (kept >= 0 && kept < COLORS) return kept;
  const color = Math.floor(Math.random() * COLORS);
  keep(page, COLOR, String(color));
  return color;
}

/** A word that all editors of a page share and no other page has: the moment it was loaded. */
function pageOf(page: Window): string {
  return Math.round(page.performance.timeOrigin * 1_000).toString(36);
}

function read(page: Window, key: string): string | null {
  try {
    return page.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(page: Window, key: string, value: string): void {
  try {
    page.localStorage.setItem(key, value);
  } catch {
    // Storage is full or forbidden: it lasts as long as the page.
  }
}
