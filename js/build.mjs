/**
 * Bundles src/ into ../cjm_widgets/static: widget.js, the packed code and styles in a small module
 * that unpacks them; widget.css, the few rules for when that fails; i18n/, the texts of each
 * language; parts/, what the kernel sends when it is asked for; handout.js, the script of a page
 * that holds a map and the editor; chart.js, the script of a live chart, and vega.js.gz, which has
 * Vega and Vega-Lite for all live charts of a page.
 *
 *   node build.mjs             build; exit 1 when the bundle is too big
 *   node build.mjs --if-stale  build unless build.json already names these very sources; only
 *                              warn about the size, so that work on it can go on
 *   node build.mjs --check     build nothing; exit 1 when it is missing, stale or too big
 *   node build.mjs --report    build and list what takes how much room
 *   node build.mjs --plain     build with the code as it is, to debug it; never to be shipped
 */
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipAsync } from "@gfx/zopfli";
import * as esbuild from "esbuild";
import { minify } from "terser";

/** widget.js and widget.css travel with every widget, so both stay under this many bytes. */
const LIMIT = 120_000;
/** A widget works offline and behind a firewall: nothing in the bundle may reach for the network. */
const NETWORK =
  /\bfetch\s*\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|@import\s|\burl\(\s*["']?(?:https?:)?\/\//;

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "cjm_widgets", "static");
const LANGUAGES = ["en", "it", "pl", "fr"];
/** What the shell says when it cannot unpack; the rest of the texts is packed. */
const SHELL_TEXTS = ["start_loading", "start_failed", "start_needs"];
/** What comes later, when it is asked for: `src/parts/<name>/index.tsx`. */
const PARTS = globSync("src/parts/*/index.tsx", { cwd: here })
  .map((path) => path.split(/[\\/]/).at(-2))
  .sort();
const FILES = [
  "widget.js",
  "widget.css",
  ...LANGUAGES.map((name) => `i18n/${name}.json`),
  ...PARTS.map((name) => `parts/${name}.js.gz`),
  "handout.js",
  "chart.js",
  "vega.js.gz",
];

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
  const files = ["build.json", ...FILES].map((name) => join(out, name));
  return files.every((path) => existsSync(path))
    ? JSON.parse(readFileSync(files[0], "utf8"))
    : null;
}

function weigh({ bytes, plain }) {
  const over = bytes.travels - LIMIT;
  if (over <= 0 || plain) return;
  console.error(`build: the bundle is ${over} bytes over ${LIMIT}`);
  if (!process.argv.includes("--if-stale")) process.exitCode = 1;
}

/** Replaced in one step, so that a kernel starting meanwhile never reads half a bundle. */
function write(name, content) {
  const path = join(out, name);
  const temporary = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}

/** The licences of the packages whose code is in the bundle, which ask to travel with it. */
function licences(...metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const names = inputs.flatMap(
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

/** What a TypeScript module exports. */
async function load(path) {
  const options = { ...OPTIONS, entryPoints: [path], format: "esm" };
  const { outputFiles } = await esbuild.build(options);
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

const OPTIONS = {
  absWorkingDir: here,
  bundle: true,
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  minify: true,
  target: "es2022",
  write: false,
};

async function bundleStyle(path) {
  const { outputFiles } = await esbuild.build({ ...OPTIONS, entryPoints: [path] });
  return outputFiles[0].text;
}

/** Style sheets that are imported as text, as Vite has them. */
const inlineStyle = {
  name: "inline-style",
  setup(context) {
    context.onResolve({ filter: /\.css\?inline$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace("?inline", "")),
      namespace: "inline-style",
    }));
    context.onLoad({ filter: /./, namespace: "inline-style" }, async ({ path }) => ({
      contents: await bundleStyle(path),
      loader: "text",
    }));
  },
};

/** What a key says that is its words: `v_self_reported` "self reported", `add_card` "Add card". */
const SAYS = {
  v_: (key) => key.replaceAll("_", " "),
  f_: capitalised,
  r_: capitalised,
  "": capitalised,
};

function capitalised(key) {
  return (key.charAt(0).toUpperCase() + key.slice(1)).replaceAll("_", " ");
}

/** English texts that are but their keys travel as a list of these: there are two hundred. */
const plainWords = {
  name: "plain-words",
  setup(context) {
    context.onLoad({ filter: /[\\/]i18n[\\/]en\.ts$/ }, async ({ path }) => {
      const { en } = await load(path);
      const rest = { ...en };
      const lists = Object.entries(SAYS).map(([prefix, say]) => {
        const keys = Object.keys(rest).filter((key) => key.startsWith(prefix));
        const plain = keys
          .map((key) => key.slice(prefix.length))
          .filter((word) => {
            return say(word) === rest[prefix + word];
          });
        for (const word of plain) delete rest[prefix + word];
        return [prefix, plain.join(" ")];
      });
      const contents = `
        export const en = ${JSON.stringify(rest)};
        const capital = (word) => word[0].toUpperCase() + word.slice(1);
        for (const [prefix, words] of ${JSON.stringify(lists)})
          for (const word of words.split(" ")) {
            const text = word.replaceAll("_", " ");
            en[prefix + word] = prefix === "v_" ? text : capital(text);
          }`;
      return { contents, loader: "js" };
    });
  },
};

function bundleScript(path, define) {
  return esbuild.build({
    ...OPTIONS,
    entryPoints: [path],
    define: { "process.env.NODE_ENV": '"production"', ...define },
    format: "esm",
    jsx: "automatic",
    jsxImportSource: "preact",
    plugins: [inlineStyle, plainWords],
  });
}

/** What a part imports of the list in `shared.ts` is lent by the bundle. */
const lent = {
  name: "lent",
  setup(context) {
    const list = readFileSync(join(here, "src/parts/shared.ts"), "utf8");
    const lines = list.matchAll(/^import \{([\w\s,]+)\} from "(.+)";$/gm);
    const names = new Map([...lines].map(([, names, path]) => [path, names]));
    context.onResolve({ filter: /./ }, ({ path, resolveDir }) => {
      const whole = join(resolveDir, path).replace(/[\\/]index$/, "");
      const found = path.startsWith(".")
        ? [...names.keys()].find((other) => join(here, "src/parts", other) === whole)
        : path;
      return names.has(found) ? { path: found, namespace: "lent" } : undefined;
    });
    context.onLoad({ filter: /./, namespace: "lent" }, ({ path }) => ({
      contents: `export const {${names.get(path)}} = LENT[${JSON.stringify(path)}];`,
    }));
  },
};

/** A part: a module whose default is a function of what is lent. */
async function bundlePart(name) {
  const { outputFiles } = await esbuild.build({
    ...OPTIONS,
    entryPoints: [`src/parts/${name}/index.tsx`],
    format: "iife",
    globalName: "part",
    jsx: "automatic",
    jsxImportSource: "preact",
    plugins: [lent, inlineStyle],
  });
  return shorten(`export default(LENT)=>{${outputFiles[0].text.trimEnd()}return part.default};`);
}

/** Shorter than esbuild leaves it. Reading a property is never taken for nothing: a signal hears it. */
async function shorten(code) {
  const compress = { ecma: 2022, passes: 2, pure_getters: false };
  const { code: shorter } = await minify(code, { module: true, ecma: 2022, compress });
  return shorter;
}

/** The script of a hand-out stands in its page as it is, where its hash lets it run. */
async function bundleHandout() {
  const { outputFiles } = await bundleScript("src/handout/index.ts");
  const script = (await shorten(outputFiles[0].text)).trim();
  if (/<\/script|<!--|\r/i.test(script)) throw new Error("handout.js does not fit into a page");
  return script;
}

/** The script of a live chart travels with every one of them, and knows what to ask for. */
async function bundleChart(define) {
  const { outputFiles } = await bundleScript("src/chart/index.ts", define);
  return shorten(outputFiles[0].text);
}

/** Vega of its sources, so that what it loads with can be replaced: it loads nothing. */
const sealed = {
  name: "sealed",
  setup(context) {
    const inside = (path) => join(here, "node_modules", path);
    context.onResolve({ filter: /^vega$/ }, () => ({ path: inside("vega/index.js") }));
    context.onResolve({ filter: /^vega-loader$/ }, () => ({
      path: inside("vega-loader/index.browser.js"),
    }));
    context.onLoad({ filter: /vega-loader[\\/]index\.browser\.js$/ }, () => ({
      contents: `
        export { loader } from "${join(here, "src/chart/vega/loading").replaceAll("\\", "/")}";
        export { default as read } from "./src/read.js";
        export { inferType, inferTypes, typeParsers } from "./src/type.js";
        export { format, formats, responseType } from "./src/formats/index.js";`,
      resolveDir: inside("vega-loader"),
    }));
  },
};

/** Vega, Vega-Lite and what draws with them: a module that the page imports when it needs it. */
async function bundleVega() {
  const { outputFiles, metafile } = await esbuild.build({
    ...OPTIONS,
    entryPoints: ["src/chart/vega/index.ts"],
    format: "esm",
    plugins: [sealed],
  });
  return { code: outputFiles[0].text, metafile };
}

async function zip(code) {
  return Buffer.from(await gzipAsync(Buffer.from(code), {}));
}

/** The module that unpacks `code` and hands on what it exports. */
async function pack(code, english) {
  const { encode, decode } = await load("src/unpack/base91.ts");
  // Any browser unpacks it as gzip; it is only searched for longer, and 4 % smaller than zlib's.
  const packed = await zip(code);
  const text = encode(packed);
  if (!packed.equals(decode(text, packed.length)))
    throw new Error("what was packed does not unpack");
  const value = {
    code: text,
    length: packed.length,
    digest: createHash("sha256").update(code).digest("hex").slice(0, 16),
    texts: Object.fromEntries(SHELL_TEXTS.map((key) => [key, english[key]])),
  };
  const { outputFiles } = await bundleScript("src/unpack/index.ts", {
    CJM_PACKED: JSON.stringify(value),
  });
  return outputFiles[0].text;
}

async function build(sources) {
  const plain = process.argv.includes("--plain");
  const define = { CJM_BUILD: JSON.stringify(sources.slice(0, 16)) };
  const [whole, style, inner, words, parts, handout, chart, vega] = await Promise.all([
    bundleScript("src/index.ts", define),
    bundleStyle("src/styles/unpack.css"),
    bundleStyle("src/styles/index.css"),
    load("src/i18n/catalogues.ts"),
    Promise.all(PARTS.map(bundlePart)),
    bundleHandout(),
    bundleChart(define),
    bundleVega(),
  ]);
  const code = await shorten(whole.outputFiles[0].text);
  const script = plain ? code : await pack(code, words.CATALOGUES.en);
  const bytes = {
    minified: Buffer.byteLength(code),
    minified_css: Buffer.byteLength(inner),
    travels: Buffer.byteLength(script) + Buffer.byteLength(style),
  };

  if (process.argv.includes("--report")) {
    console.log(await esbuild.analyzeMetafile(whole.metafile));
  }
  const kB = (count) => `${(count / 1000).toFixed(1)} kB`;
  const css = kB(bytes.minified_css);
  console.log(`minified ${kB(bytes.minified)}, of which ${css} are styles;`);
  console.log(`${plain ? "plain" : "packed"}, as it travels, ${kB(bytes.travels)} of ${kB(LIMIT)}`);
  // The shell as well as what is in it.
  const reach = [code, script, style, handout, chart, vega.code, ...parts]
    .map((text) => NETWORK.exec(text))
    .find(Boolean);
  if (reach) throw new Error(`the bundle reaches for the network: ${reach[0]}`);

  for (const [i, part] of parts.entries()) {
    const packed = await zip(part);
    console.log(`part ${PARTS[i]}: ${kB(part.length)}, packed ${kB(packed.length)}`);
    write(`parts/${PARTS[i]}.js.gz`, packed);
  }
  console.log(`the script of a hand-out ${kB(handout.length)}`);
  write("handout.js", handout);
  const charts = await zip(vega.code);
  console.log(`a live chart ${kB(chart.length)}, and for the page`);
  console.log(`Vega and Vega-Lite ${kB(vega.code.length)}, packed ${kB(charts.length)}`);
  write("chart.js", chart);
  write("vega.js.gz", charts);
  write("widget.js", script);
  write("widget.css", style);
  for (const name of LANGUAGES) {
    write(`i18n/${name}.json`, `${JSON.stringify(words.sentTexts(name), null, 1)}\n`);
  }
  write("LICENSES.txt", licences(whole.metafile, vega.metafile).join(`\n${"-".repeat(72)}\n\n`));
  write("build.json", `${JSON.stringify({ digest: sources, plain, bytes }, null, 2)}\n`);
}

try {
  const sources = digest();
  const known = built();
  const fresh = known?.digest === sources && !known.plain;
  if (process.argv.includes("--check")) {
    console.log(fresh ? "the bundle is fresh" : "the bundle is missing or stale");
    if (!fresh) process.exitCode = 1;
  } else if (fresh && process.argv.includes("--if-stale")) {
    console.log("the bundle is fresh");
  } else {
    await build(sources);
  }
  const facts = built();
  if (facts) weigh(facts);
} catch (error) {
  // esbuild prints its own findings; a stack trace under them would bury them.
  if (!("errors" in error)) console.error(`build: ${error.message}`);
  process.exitCode = 1;
}
