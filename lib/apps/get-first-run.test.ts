import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import type { ActorOf, Context, TenantId } from "@/lib/context";
import { operatorContext } from "@/lib/demo/operator-context";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { getDefaultTenantId } from "@/lib/profiles/get-defaults";
import { makeAccount, makeKey, makeTransaction } from "@/lib/testing/factories";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { archiveApp } from "./archive-app";
import { createApp } from "./create-app";
import { getFirstRun } from "./get-first-run";
import { hasOwnApp } from "./has-own-app";

let db: Database;
let owner: Context<ActorOf<"operator">>;
beforeAll(async () => {
  db = await testDatabase();
  await ensureDefaults(db);
  owner = testContext(db, {
    type: "operator",
    tenantId: (await getDefaultTenantId(db)) as TenantId,
    operatorId: "usr_1",
    role: "owner",
  });
});

const named = (slug: string) => ({ name: slug, slug, return_origins: ["https://shop.example"] });
const NOTHING = { app: null, key: null, lastTestId: null, paidId: null };

test("it is told by the rows: app, key, payment; the demos' own apps are nobody's", async () => {
  await createApp(await operatorContext(db, "demo-shop"), named("demo-shop"));
  await createApp(await operatorContext(db, "terminal-demo"), named("terminal-demo"));
  expect(await getFirstRun(owner)).toEqual(NOTHING);
  expect(await hasOwnApp(owner)).toBe(false);

  const { app } = await createApp(owner, named("first"));
  await createApp(owner, named("second"));
  expect(await getFirstRun(owner)).toMatchObject({ ...NOTHING, app: { id: app.id } });
  expect(await hasOwnApp(owner)).toBe(true);

  await makeKey(db, app, { mode: "live" });
  expect((await getFirstRun(owner)).key).toBeNull();
  const key = await makeKey(db, app);
  expect((await getFirstRun(owner)).key?.id).toBe(key.id);

  const { tenantId, profileId } = app;
  const account = await makeAccount(db, { tenantId, profileId });
  const shop = { ...app, app, key, account };
  await makeTransaction(db, shop, { status: "failed" });
  const last = await makeTransaction(db, shop);
  expect(await getFirstRun(owner)).toMatchObject({ lastTestId: last.id, paidId: null });
  const paid = await makeTransaction(db, shop, { status: "paid", paidAt: new Date() });
  await makeTransaction(db, shop, { status: "paid", paidAt: new Date() });
  expect(await getFirstRun(owner)).toMatchObject({ lastTestId: null, paidId: paid.id });

  await archiveApp(owner, app.id);
  expect((await getFirstRun(owner)).app?.slug).toBe("second");
});
