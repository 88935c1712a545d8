/**
 * Bundles src/index.ts and src/styles/index.css into ../cjm_widgets/static.
 *
 *   node build.mjs             build; exit 1 when the bundle is too big
 *   node build.mjs --if-stale  build unless build.json already names these very sources; only
 *                              warn about the size, so that work on it can go on
 *   node build.mjs --check     build nothing; exit 1 when it is missing, stale or too big
 *   node build.mjs --report    build and list what takes how much room
 */
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

/** JS and CSS travel uncompressed in every widget, so both together stay under this many bytes. */
const LIMIT = 100_000;
/** A widget works offline and behind a firewall: nothing in the bundle may reach for the network. */
const NETWORK =
  /\bfetch\s*\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|@import\s|\burl\(\s*["']?(?:https?:)?\/\//;

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "cjm_widgets", "static");

/** SHA-256 over the name and content of everything that decides what the bundle is. */
function digest() {
  const hash = createHash("sha256");
  const sources = globSync("src/**/*.{ts,tsx,css,json,svg}", { cwd: here })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !/\.test\.tsx?$/.test(path));
  const inputs = ["build.mjs", "package.json", "package-lock.json", "tsconfig.json", ...sources];
  for (const path of inputs.sort()) {
    const text = readFileSync(join(here, path), "utf8").replaceAll("\r\n", "\n");
    hash.update(`${path}\0${text}\0`);
  }
  return hash.digest("hex");
}

/** What build.json says about the bundle that is there, null without a whole one. */
function built() {
  const files = ["build.json", "widget.js", "widget.css"].map((name) => join(out, name));
  return files.every((path) => existsSync(path))
    ? JSON.parse(readFileSync(files[0], "utf8"))
    : null;
}

function weigh({ js, css }) {
  const over = js + css - LIMIT;
  if (over <= 0) return;
  console.error(`build: the bundle is ${over} bytes over ${LIMIT}`);
  if (!process.argv.includes("--if-stale")) process.exitCode = 1;
}

/** Replaced in one step, so that a kernel starting meanwhile never reads half a bundle. */
function write(name, content) {
  const temporary = join(out, `.${name}.${process.pid}`);
  writeFileSync(temporary, content);
  renameSync(temporary, join(out, name));
}

/** The licences of the packages whose code is in the bundle, which ask to travel with it. */
function licences(metafile) {
  const names = Object.keys(metafile.inputs).flatMap(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
  );
  return [...new Set(names)].sort().map((name) => {
    const home = join(here, "node_modules", name);
    const file = globSync("LICEN[CS]E*", { cwd: home })[0];
    const { version, license } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
    const text = file ? readFileSync(join(home, file), "utf8").trim() : license;
    return `${name} ${version}\n\n${text}\n`;
  });
}

/**
 * The catalogues besides English without their keys, which are those of English in the same
 * order: a third of their size.
 */
const packedCatalogues = {
  name: "packed-catalogues",
  setup(context) {
    context.onLoad({ filter: /[\\/]i18n[\\/](it|pl|fr)\.ts$/ }, async ({ path }) => {
      const [english, other] = await Promise.all(
        [join(dirname(path), "en.ts"), path].map(async (file) => {
          const { code } = await esbuild.transform(readFileSync(file, "utf8"), { loader: "ts" });
          const module = await import(`data:text/javascript,${encodeURIComponent(code)}`);
          return Object.entries(module)[0];
        }),
      );
      const [name, texts] = other;
      const packed = Object.keys(english[1]).map((key) => texts[key] ?? "");
      if (packed.some((text) => text.includes("\n"))) throw new Error(`${path}: a line break`);
      const contents = `import { en } from "./en";
        const keys = Object.keys(en);
        export const ${name} = Object.fromEntries(
          ${JSON.stringify(packed.join("\n"))}.split("\\n").map((text, i) => [keys[i], text || en[keys[i]]]),
        );`;
      return { contents, loader: "ts" };
    });
  },
};

async function build(sources) {
  const shared = {
    absWorkingDir: here,
    bundle: true,
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    minify: true,
    target: "es2022",
    write: false,
  };
  const [script, style] = await Promise.all([
    esbuild.build({
      ...shared,
      entryPoints: ["src/index.ts"],
      define: { "process.env.NODE_ENV": '"production"' },
      format: "esm",
      plugins: [packedCatalogues],
      jsx: "automatic",
      jsxImportSource: "preact",
    }),
    esbuild.build({ ...shared, entryPoints: ["src/styles/index.css"] }),
  ]);
  const [js, css] = [script.outputFiles[0], style.outputFiles[0]];
  const total = js.contents.length + css.contents.length;
  if (process.argv.includes("--report")) {
    console.log(await esbuild.analyzeMetafile(script.metafile));
  }
  const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  console.log(
    `widget.js ${kB(js.contents.length)} + widget.css ${kB(css.contents.length)} = ${kB(total)} of ${kB(LIMIT)}`,
  );
  const reach = NETWORK.exec(js.text) ?? NETWORK.exec(css.text);
  if (reach) throw new Error(`the bundle reaches for the network: ${reach[0]}`);

  mkdirSync(out, { recursive: true });
  write("widget.js", js.contents);
  write("widget.css", css.contents);
  write("LICENSES.txt", licences(script.metafile).join(`\n${"-".repeat(72)}\n\n`));
  const facts = { digest: sources, bytes: { js: js.contents.length, css: css.contents.length } };
  write("build.json", `${JSON.stringify(facts, null, 2)}\n`);
}

try {
  const sources = digest();
  const fresh = built()?.digest === sources;
  if (process.argv.includes("--check")) {
    console.log(fresh ? "the bundle is fresh" : "the bundle is missing or stale");
    if (!fresh) process.exitCode = 1;
  } else if (fresh && process.argv.includes("--if-stale")) {
    console.log("the bundle is fresh");
  } else {
    await build(sources);
  }
  const facts = built();
  if (facts) weigh(facts.bytes);
} catch (error) {
  // esbuild prints its own findings; a stack trace under them would bury them.
  if (!("errors" in error)) console.error(`build: ${error.message}`);
  process.exitCode = 1;
}
