/**
 * The dev page.
 *
 *   node dev/serve.mjs            build and serve it on http://127.0.0.1:8123, rebuilt on reload
 *   node dev/serve.mjs --build    build it into node_modules/.cache/dev/ and print the path of
 *                                 index.html, which also opens as a file
 */
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "node_modules", ".cache", "dev");
const at = process.argv.indexOf("--port");
const port = at > 0 ? Number(process.argv[at + 1]) : 8123;

mkdirSync(out, { recursive: true });
copyFileSync(join(here, "index.html"), join(out, "index.html"));
const context = await esbuild.context({
  absWorkingDir: join(here, ".."),
  entryPoints: [
    { in: "dev/main.ts", out: "main" },
    { in: "src/styles/index.css", out: "main" },
  ],
  outdir: out,
  bundle: true,
  format: "iife",
  jsx: "automatic",
  jsxImportSource: "preact",
  sourcemap: "inline",
  target: "es2022",
});
await context.rebuild();
if (process.argv.includes("--build")) {
  console.log(join(out, "index.html"));
  await context.dispose();
} else {
  const { hosts } = await context.serve({ host: "127.0.0.1", port, servedir: out });
  console.log(`http://${hosts?.[0] ?? "127.0.0.1"}:${port}/`);
}
