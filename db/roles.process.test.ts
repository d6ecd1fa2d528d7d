import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkBooks } from "../lib/books/check-books";
import { listEvents } from "../lib/feed/list-events";
import { requestRefund } from "../lib/refunds/request-refund";
import { makeShop, type Shop, shopContext } from "../lib/testing/factories";
import { actReally, openReally, payReally } from "../lib/testing/real-payment";
import {
  finishRefunds,
  NAMELESS,
  type Simulator,
  startSimulator,
} from "../lib/testing/refund-shop";
import { temporaryFolder } from "../lib/testing/temporary-folder";
import { testContext } from "../lib/testing/test-context";
import { reconcileDue } from "../lib/transactions/reconcile-due";
import { type Database, database } from "./client";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "./embedded";
import { migrateDatabase } from "./migrate";

const HISTORY = ["transaction_events", "ledger_entries", "audit_log"];

// A server of its own: roles belong to a whole server.
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: EmbeddedDatabase;
let ownerUrl: string;
let appUrl: string;
let simulator: Simulator;
let db: Database;
let shop: Shop;

function urlAs(role: string): string {
  const url = new URL(server.url);
  [url.username, url.password] = [role, `${role}-password`];
  return url.href;
}

/** db/roles.sql as psql would run it: variables put in, and `\gexec` running what a query answers. */
async function runRoles(): Promise<void> {
  const text = readFileSync(join(import.meta.dirname, "roles.sql"), "utf8")
    .replace(":owner_password", "'flatpay_owner-password'")
    .replace(":app_password", "'flatpay_app-password'");
  const root = postgres(server.url, { max: 1, onnotice: () => {} });
  for (const [, statement = "", ending] of text.matchAll(/([\s\S]*?)(;|\\gexec)\n/g)) {
    const rows = await root.unsafe(statement);
    if (ending === "\\gexec") for (const row of rows) await root.unsafe(row.format);
  }
  await root.end();
}

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await startEmbeddedDatabase({ dataDir: join(folder.path, "data") });
  await runRoles();
  [ownerUrl, appUrl] = [urlAs("flatpay_owner"), urlAs("flatpay_app")];
  await migrateDatabase(ownerUrl);
  process.env.DATABASE_URL = appUrl;
  simulator = await startSimulator();
  db = database();
  shop = await makeShop(db);
});
afterAll(async () => {
  await simulator?.close();
  await server?.stop();
  await folder?.remove();
});

test("as the app's role everything works that money needs, and the books are right", async () => {
  expect(await db.execute(sql.raw("select current_user::text as role"))).toMatchObject([
    { role: "flatpay_app" },
  ]);
  expect(await migrateDatabase(appUrl)).toBe(0);
  const paid = await payReally(db, shop);
  const refund = (amount?: number) =>
    requestRefund(shopContext(db, shop), {
      ...NAMELESS,
      transactionId: paid.id,
      ...(amount === undefined ? {} : { amount, currency: "IRR" as const }),
    });
  await refund(50_000);
  await finishRefunds(db, paid.id);
  const reversed = await payReally(db, shop);
  const { refund: whole } = await requestRefund(shopContext(db, shop), {
    ...NAMELESS,
    transactionId: reversed.id,
  });
  expect(whole.status).toBe("succeeded");
  // Nobody came back: the reconciler settles it.
  const lost = await openReally(db, shop);
  await actReally(db, lost, "pay");
  await db.execute(
    sql.raw("update payment.attempts set next_check_at = now() where status = 'open'"),
  );
  const summary = await reconcileDue(testContext(db, { type: "system", job: "reconcile" }), 10_000);
  expect(summary).toMatchObject({ settled: 1 });
  // Reading the feed gives events their places in it.
  const { bodies, hasMore } = await listEvents(shopContext(db, shop), { limit: 100 });
  expect([bodies.length > 3, hasMore]).toEqual([true, false]);
  expect((await checkBooks(db)).filter(({ broken }) => broken > 0)).toEqual([]);
});

test("the app's role has no right to rewrite history; its owner has, and the triggers refuse", async () => {
  const deeds = (table: string) => [
    `update payment.${table} set ${table === "ledger_entries" ? "amount_rials = 1" : "actor_type = 'x'"}`,
    `delete from payment.${table}`,
    `truncate payment.${table} cascade`,
  ];
  for (const [url, code] of [
    [appUrl, "42501"], // insufficient_privilege
    [ownerUrl, "23001"], // restrict_violation, raised by payment.refuse_change
    [server.url, "23001"],
  ] as const) {
    const role = postgres(url, { max: 1, onnotice: () => {} });
    for (const table of HISTORY) {
      const [before] = await role.unsafe(`select count(*) as rows from payment.${table}`);
      expect(Number(before?.rows)).toBeGreaterThan(0);
      for (const deed of deeds(table)) {
        await expect(role.unsafe(deed), `${deed} as ${role.options.user}`).rejects.toMatchObject({
          code,
        });
      }
      expect(await role.unsafe(`select count(*) as rows from payment.${table}`)).toEqual([before]);
    }
    await role.end();
  }
});

test("a right that was given back by hand is taken at the owner's next start, not at the app's own", async () => {
  const owner = postgres(ownerUrl, { max: 1 });
  const mayDelete = async () => {
    const [row] = await owner`
      select has_table_privilege('flatpay_app', 'payment.ledger_entries', 'delete') as may`;
    return row?.may;
  };
  await owner`grant delete on payment.ledger_entries to flatpay_app`;
  expect(await mayDelete()).toBe(true);
  expect(await migrateDatabase(appUrl)).toBe(0);
  expect(await mayDelete()).toBe(true);
  expect(await migrateDatabase(ownerUrl)).toBe(0);
  expect(await mayDelete()).toBe(false);
  await owner.end();
});
