import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { MUTANTS } from "./mutants";
import { mutatedFiles } from "./mutate-sources";
import { runKillers } from "./run-killers";

const root = join(import.meta.dirname, "../..");
const MINUTES = 60_000;

test("each mutant fits the sources it changes", () => {
  expect(MUTANTS).toHaveLength(7);
  for (const mutant of MUTANTS) {
    expect(mutatedFiles(mutant, root).size, mutant.name).toBeGreaterThan(0);
    expect(mutant.killers.length, mutant.name).toBeGreaterThan(0);
  }
});

test(
  "without a mutant the tests that kill them pass",
  async () => {
    const killers = [...new Map(killersByName()).values()];
    const outcomes = await runKillers(killers, null, inject("serverUrl"));
    expect(outcomes.filter(({ failed }) => failed)).toEqual([]);
  },
  5 * MINUTES,
);

test.concurrent.for(MUTANTS)(
  "the suite fails on: $name",
  { timeout: 5 * MINUTES },
  async ({ name, killers }, { expect }) => {
    const outcomes = await runKillers(killers, name, inject("serverUrl"));
    expect(outcomes.filter(({ failed }) => !failed)).toEqual([]);
  },
);

function killersByName() {
  return MUTANTS.flatMap(({ killers }) => killers).map(
    (killer) => [`${killer.file} ${killer.test}`, killer] as const,
  );
}
