/**
 * A process of its own for embedded.test.ts: starts the database on a folder, says where, and stays
 * until it is killed. Arguments: data folder, root for data that cannot stay there,
 * umask (octal).
 */
import { startEmbeddedDatabase } from "./embedded";

const [dataDir = "", sharedRoot = "", umask = "022"] = process.argv.slice(2);
process.umask(umask);
try {
  const database = await startEmbeddedDatabase({
    dataDir,
    sharedRoot,
    onProgress: (line) => console.log(`progress ${line}`),
  });
  console.log(`ready ${database.url}`);
  setInterval(() => {}, 60_000);
  process.once("SIGTERM", () => database.stop().then(() => process.exit(0)));
} catch (error) {
  console.log(`refused ${(error as Error).message}`);
  process.exitCode = 1;
}
