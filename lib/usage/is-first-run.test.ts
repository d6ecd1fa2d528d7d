import { expect, test } from "vitest";
import { recordAudit } from "@/lib/audit/record-audit";
import type { TenantId } from "@/lib/context";
import { makeShop, makeTransaction } from "@/lib/testing/factories";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { isFirstRun } from "./is-first-run";

test("the first run ends with the first paid payment of an own app; the demo's do not count", async () => {
  const db = await testDatabase();
  const context = (tenantId: string, operatorId = "usr_1") =>
    testContext(db, {
      type: "operator",
      tenantId: tenantId as TenantId,
      operatorId,
      role: "admin",
    });
  const shop = await makeShop(db);
  const { tenantId } = shop;
  expect(await isFirstRun(context(tenantId))).toBe(true);
  await makeTransaction(db, shop, { status: "failed" });
  expect(await isFirstRun(context(tenantId))).toBe(true);
  await makeTransaction(db, shop, { status: "paid", paidAt: new Date() });
  expect(await isFirstRun(context(tenantId))).toBe(false);
  await recordAudit(context(tenantId, "demo-shop"), {
    tenantId,
    action: "app.create",
    entityId: shop.app.id,
  });
  expect(await isFirstRun(context(tenantId))).toBe(true);
});
