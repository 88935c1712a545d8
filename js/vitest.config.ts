import { defineConfig } from "vitest/config";

const tests = (folder: string) => [
  `src/${folder}/**/*.test.{ts,tsx}`,
  `tests/${folder}/**/*.test.{ts,tsx}`,
];

/** `core` runs without any DOM, so that a DOM call there fails its tests; the rest gets one. */
export default defineConfig({
  test: {
    passWithNoTests: true,
    // Faults are found by what is asserted; a machine that is busy with other things is none.
    testTimeout: 30_000,
    projects: [
      { extends: true, test: { name: "core", environment: "node", include: tests("core") } },
      {
        extends: true,
        test: {
          name: "ui",
          environment: "happy-dom",
          include: tests("**"),
          exclude: ["**/node_modules/**", ...tests("core")],
        },
      },
    ],
  },
});
