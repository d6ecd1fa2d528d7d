import { join } from "node:path";
import { startEmbeddedDatabase } from "../../db/embedded";
import { buildApp, isBuilt } from "../../lib/launcher/build-app";
import { temporaryFolder } from "../../lib/testing/temporary-folder";
import { startBroker } from "./start-broker";

/**
 * One database server for the run (TEST_DATABASE_URL, else an embedded one), a build if there is none of
 * these sources, and the broker that most tests share. Tests that need another one start it themselves.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const root = join(import.meta.dirname, "../..");
  if (!isBuilt(root)) await buildApp(root);
  const given = process.env.TEST_DATABASE_URL;
  const folder = given ? null : await temporaryFolder();
  const database = folder
    ? await startEmbeddedDatabase({ dataDir: join(folder.path, "data") })
    : null;
  // Workers inherit the environment; it is how they learn all of this.
  process.env.E2E_DATABASE_SERVER = given ?? database?.url ?? "";
  const broker = await startBroker("shared");
  process.env.E2E_BROKER_URL = broker.url;
  process.env.E2E_BROKER_DATABASE = broker.databaseUrl;

  return async () => {
    await broker.stop();
    await database?.stop();
    await folder?.remove();
  };
}
