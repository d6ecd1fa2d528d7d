import { fileURLToPath } from "node:url";
import { GROUPS } from "./groups.mjs";

// Set by run.ts; tools that only look at this file set nothing.
const { MUTATION_GROUP = "signing", MUTATION_FILES, MUTATION_WORKERS = "2" } = process.env;
const group = GROUPS[MUTATION_GROUP];
if (!group) throw new Error("MUTATION_GROUP names none of the groups");

/** One group's run; the options are those of https://stryker-mutator.io/docs/stryker-js/configuration. */
export default {
  mutate: MUTATION_FILES ? MUTATION_FILES.split(",") : group.mutate,
  testRunner: "vitest",
  plugins: [
    "@stryker-mutator/vitest-runner",
    fileURLToPath(new URL("./ignore-sql.mjs", import.meta.url)),
  ],
  vitest: { configFile: "lib/mutation/vitest.config.ts", related: false },
  coverageAnalysis: "perTest",
  // See ignore-sql.mjs for what it leaves out, and why.
  ignorers: ["sql"],
  // Where StringLiteral is excluded, texts are statuses, reasons and names of events: nearly all are of
  // a union type, so that an emptied one would not compile.
  mutator: { excludedMutations: group.excluded },
  // A constant of a module is mutated only where it can be tried against few tests.
  ignoreStatic: group.ignoreStatic,
  ignorePatterns: [
    "biome.json",
    ".next",
    ".data",
    "test-results",
    "public",
    "e2e",
    "*.tsbuildinfo",
  ],
  disableTypeChecks: false,
  concurrency: Number(MUTATION_WORKERS),
  cleanTempDir: "always",
  timeoutMS: 15_000,
  thresholds: { high: 90, low: 70, break: MUTATION_FILES ? null : group.floor },
  reporters: ["progress-append-only", "clear-text", "json", "html"],
  clearTextReporter: {
    allowColor: false,
    allowEmojis: false,
    logTests: false,
    reportTests: false,
    reportScoreTable: false,
  },
  jsonReporter: { fileName: `test-results/mutation/${MUTATION_GROUP}.json` },
  htmlReporter: { fileName: `test-results/mutation/${MUTATION_GROUP}.html` },
};
