// Prints every catalogue of the interface as JSON: {file: {language: {key: text}}}.
import { globSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const js = fileURLToPath(new URL("../../js/", import.meta.url));
const { build } = createRequire(`${js}package.json`)("esbuild");
const LANGUAGES = ["en", "it", "pl", "fr"];

const files = [
  ...LANGUAGES.map((name) => `src/i18n/${name}.ts`),
  ...globSync("src/**/texts.ts", { cwd: js }).sort(),
];
const made = await build({
  stdin: {
    contents: files.map((file, n) => `export * as f${n} from "./${file}";`).join("\n"),
    resolveDir: js,
  },
  bundle: true,
  format: "esm",
  platform: "neutral",
  write: false,
});
const [{ text }] = made.outputFiles;
const modules = await import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`);

const found = {};
files.forEach((file, n) => {
  for (const [name, value] of Object.entries(modules[`f${n}`])) {
    if (LANGUAGES.includes(name)) {
      found["src/i18n"] = { ...found["src/i18n"], [name]: value };
    } else if (LANGUAGES.every((language) => language in Object(value))) {
      found[file] = value;
    }
  }
});
for (const file of files) {
  if (!file.startsWith("src/i18n/") && !(file in found)) {
    throw new Error(`${file} exports no catalogue of all languages`);
  }
}
console.log(JSON.stringify(found));
