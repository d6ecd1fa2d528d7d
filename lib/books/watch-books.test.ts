import { sql } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { log } from "@/lib/log";
import { makeShop, makeTransaction } from "@/lib/testing/factories";
import { testContext, testDatabase, testDatabaseUrl } from "@/lib/testing/test-context";
import { watchBooks } from "./watch-books";

let db: Database;
let id: string;
const on = (of: Database) => testContext(of, { type: "system", job: "books" });
const anHourLater = () =>
  db.execute(sql`update payment.job_runs set next_run_at = next_run_at - interval '1 hour'`);
const alerts = () =>
  db.execute(sql`
    select subject, times, data, tenant_id, resolved_at is not null as resolved, resolved_by
    from payment.alerts where kind = 'invariant_broken' order by first_at, subject`);

beforeAll(async () => {
  db = await testDatabase();
  id = (await makeTransaction(db, await makeShop(db))).id;
});

test("of many processes one checks, once an hour", async () => {
  const others = await Promise.all(
    [1, 2, 3].map(async () => openDatabase(await testDatabaseUrl())),
  );
  const ran = async () =>
    (
      await Promise.all([db, ...others.map((one) => one.db)].map((one) => watchBooks(on(one))))
    ).filter((broken) => broken !== null);
  expect(await ran()).toEqual([[]]);
  expect(await ran()).toEqual([]);
  await anHourLater();
  expect(await ran()).toEqual([[]]);
  for (const { close } of others) await close();
  expect([...(await alerts())]).toEqual([]);
});

test("a broken rule is one alert for as long as it lasts, and an error in the log every hour", async () => {
  const told = vi.spyOn(log, "error");
  const age = (days: number) =>
    db.execute(
      sql`update payment.transactions set created_at = now() - make_interval(days => ${days})`,
    );
  await age(4);
  for (const hour of [1, 2]) {
    await anHourLater();
    expect(await watchBooks(on(db))).toEqual(["I11"]);
    const [alert, ...more] = await alerts();
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      subject: "I11",
      times: hour,
      tenant_id: null,
      data: { broken: 1, ids: [id] },
      resolved: false,
    });
    const lines = told.mock.calls.filter(([, line]) => line === "a rule of the books is broken");
    expect(lines).toHaveLength(hour);
    expect(lines[0]?.[0]).toMatchObject({ invariant: "I11", broken: 1, ids: [id] });
  }
  told.mockRestore();

  await age(0);
  await anHourLater();
  expect(await watchBooks(on(db))).toEqual([]);
  expect((await alerts())[0]).toMatchObject({ times: 2, resolved: true, resolved_by: "books" });

  await age(4);
  await anHourLater();
  await watchBooks(on(db));
  expect([...(await alerts())].map(({ times, resolved }) => ({ times, resolved }))).toEqual([
    { times: 2, resolved: true },
    { times: 1, resolved: false },
  ]);
});
