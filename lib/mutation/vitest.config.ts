import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import base from "../testing/vitest.config";
import { GROUPS } from "./groups.mjs";

const group = GROUPS[process.env.MUTATION_GROUP ?? "signing"];
if (!group) throw new Error("MUTATION_GROUP names none of the groups");

/** The quickest file first, as they last ran: one failing test is enough for a mutant. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { cache, config } = this.ctx;
    const durationMs = ({ project, moduleId }: TestSpecification) =>
      cache.getFileTestResults(`${project.name}:${moduleId.slice(config.root.length + 1)}`)
        ?.duration ?? 0;
    return [...files].sort((a, b) => durationMs(a) - durationMs(b));
  }
}

export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: group.tests,
    sequence: { sequencer: QuickestFirst },
    // Where a change makes a test wait for what never comes.
    testTimeout: 15_000,
  },
});
