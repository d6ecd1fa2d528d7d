import { execFile } from "node:child_process";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";
import { makeShop, makeTransaction } from "@/lib/testing/factories";
import { temporaryFolder } from "@/lib/testing/temporary-folder";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: EmbeddedDatabase;
const dataDir = () => join(folder.path, "data");

/** `npm run check:money`, as package.json runs it, with nothing else in its environment. */
function checkMoney(variables: Record<string, string>): Promise<{ code: number; said: string }> {
  const args = ["--conditions", "react-server", "--import", "tsx", "lib/books/check-money.ts"];
  const { PATH = "" } = process.env;
  return new Promise((resolve) => {
    const env = { PATH, ...variables } as unknown as NodeJS.ProcessEnv;
    execFile(process.execPath, args, { env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr });
    });
  });
}

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await startEmbeddedDatabase({ dataDir: dataDir() });
});
afterAll(async () => {
  await server?.stop();
  await folder?.remove();
});

test("finds the books wherever they are, and its exit code says whether they are right", async () => {
  expect(await checkMoney({ DATA_DIR: join(folder.path, "none") })).toMatchObject({
    code: 1,
    said: expect.stringMatching(/DATABASE_URL is not set, and there is no database in/),
  });
  const unmigrated = await checkMoney({ DATABASE_URL: server.url });
  expect(unmigrated).toMatchObject({
    code: 1,
    said: expect.stringMatching(/lacks \d+ migrations/),
  });

  await migrateDatabase(server.url);
  const right = {
    code: 0,
    said: expect.stringMatching(/^(I\d+ +holds +0 .*\n){11}the books are right\n$/),
  };
  expect(await checkMoney({ DATABASE_URL: server.url })).toMatchObject(right);
  // The embedded one, while another process runs it.
  expect(await checkMoney({ DATA_DIR: dataDir() })).toMatchObject(right);

  const { db, close } = openDatabase(server.url);
  const { id } = await makeTransaction(db, await makeShop(db));
  await db.execute(sql`update payment.transactions set created_at = now() - interval '4 days'`);
  await close();
  await server.stop();
  // And while nobody does.
  const { code, said } = await checkMoney({ DATA_DIR: dataDir() });
  expect(code).toBe(1);
  expect(said).toMatch(
    new RegExp(`I11 BROKEN +1  nothing is open .*\\n +${id}\\n1 of 11 are broken\\n$`),
  );
  server = await startEmbeddedDatabase({ dataDir: dataDir() });
}, 60_000);
