import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import type { TenantId } from "@/lib/context";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { makeEndpoint, makeNews } from "@/lib/testing/news";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { browseDeliveries, type DeliveryPage } from "./browse-deliveries";

let db: Database;
let shop: Shop;
beforeAll(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
  for (const path of ["a", "b"]) await makeEndpoint(db, shop, `http://127.0.0.1:9999/${path}`);
  for (let i = 0; i < 4; i++) await makeNews(db, shop);
});

const browse = (ask: Partial<Parameters<typeof browseDeliveries>[1]>, of = shop) =>
  browseDeliveries(
    testContext(db, {
      type: "operator",
      tenantId: of.tenantId as TenantId,
      operatorId: "operator-1",
      role: "viewer",
    }),
    { limit: 3, ...ask },
  );
const ids = ({ rows }: DeliveryPage) => rows.map(({ id }) => id);

test.each([{}, { type: "transaction.paid", status: "pending" } as const])(
  "pages forth and back are the same pages, and the ends are ends (%o)",
  async (filters) => {
    const all = ids(await browse({ ...filters, limit: 100 }));
    expect(all).toHaveLength(8);
    expect(all).toEqual([...all].sort().reverse());
    const first = await browse(filters);
    const second = await browse({ ...filters, olderThan: first.older ?? "" });
    const third = await browse({ ...filters, olderThan: second.older ?? "" });
    expect([first, second, third].flatMap(ids)).toEqual(all);
    expect([first.newer, third.older]).toEqual([null, null]);
    const back = await browse({ ...filters, newerThan: third.newer ?? "" });
    expect(back).toEqual(second);
    expect(await browse({ ...filters, newerThan: back.newer ?? "" })).toEqual(first);
  },
);

test("a place that is no id is the beginning, and another tenant's id leads nowhere", async () => {
  const first = await browse({});
  expect(await browse({ olderThan: "' or 1=1" })).toEqual(first);
  const stranger = await makeShop(db);
  const lost = await browse({ olderThan: first.older ?? "" }, stranger);
  expect(lost).toEqual({ rows: [], newer: null, older: null });
});
