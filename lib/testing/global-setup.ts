import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startEmbeddedDatabase } from "../../db/embedded";
import { migrateDatabase } from "../../db/migrate";
import { temporaryFolder } from "./temporary-folder";

declare module "vitest" {
  interface ProvidedContext {
    serverUrl: string;
    template: string;
  }
}

/** One server for the whole run (TEST_DATABASE_URL, else an embedded one) and one migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const folder = given ? null : await temporaryFolder();
  const server = folder ? await startEmbeddedDatabase({ dataDir: folder.path }) : null;
  const serverUrl = given ?? (server as { url: string }).url;
  const template = `flatpay_template_${process.pid}`;
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${template}`);
  const templateUrl = new URL(serverUrl);
  templateUrl.pathname = `/${template}`;
  await migrateDatabase(templateUrl.href);
  project.provide("serverUrl", serverUrl);
  project.provide("template", template);

  return async () => {
    const clones =
      await admin`select datname from pg_database where datname like ${`${template}%`}`;
    for (const { datname } of clones) await admin.unsafe(`drop database ${datname} with (force)`);
    await admin.end();
    await server?.stop();
    await folder?.remove();
  };
}
