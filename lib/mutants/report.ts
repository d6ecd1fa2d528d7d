/** `npm run mutants`: which tests kill which of the wrong designs, as a table. */
import { startEmbeddedDatabase } from "@/db/embedded";
import { temporaryFolder } from "@/lib/testing/temporary-folder";
import { MUTANTS } from "./mutants";
import { runKillers } from "./run-killers";

const folder = await temporaryFolder();
const server = await startEmbeddedDatabase({ dataDir: folder.path });
let survivors = 0;
try {
  for (const { name, wrong, killers } of MUTANTS) {
    const startedAt = performance.now();
    const outcomes = await runKillers(killers, name, server.url);
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    const killed = outcomes.every(({ failed }) => failed);
    if (!killed) survivors++;
    console.log(`${killed ? "killed  " : "SURVIVED"}  ${name} (${seconds} s): ${wrong}`);
    for (const { failed, file, test } of outcomes) {
      console.log(`          ${failed ? "fails " : "PASSES"}  ${file}: ${test}`);
    }
  }
} finally {
  await server.stop();
  await folder.remove();
}
console.log(`${MUTANTS.length - survivors} of ${MUTANTS.length} killed`);
process.exitCode = survivors === 0 ? 0 : 1;
