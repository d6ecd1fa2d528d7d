import { eq, sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { webhookDeliveries, webhookLeases } from "@/db/schema/webhooks";
import { makeShop } from "@/lib/testing/factories";
import { makeBacklog, makeEndpoint, makeNews } from "@/lib/testing/news";
import { testDatabase } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { drainWebhooks } from "./drain-webhooks";
import { kickWebhooks } from "./kick-webhooks";

test("a stopping process lets the quick finish, gives the hanging back uncounted, and starts nothing new", async () => {
  const db = await testDatabase();
  const answers: { end: () => void }[] = [];
  const hanging = await startWebhookSink((response) => answers.push(response));
  const slow = await startWebhookSink((response) => setTimeout(() => response.end(), 300));
  const [a, b] = [await makeShop(db), await makeShop(db)];
  await makeEndpoint(db, a, hanging.url);
  await makeEndpoint(db, b, slow.url);
  const [hung, done] = [await makeNews(db, a), await makeNews(db, b)];
  kickWebhooks();
  await vi.waitFor(() => {
    expect(hanging.received).toHaveLength(1);
    expect(slow.received).toHaveLength(1);
  });
  for (let i = 0; i < 40; i++) {
    const { endpoint } = await makeEndpoint(db, await makeShop(db), `${hanging.url}/${i}`);
    await makeBacklog(db, endpoint, 4);
  }
  // One request still hangs from before; a hundred is all a process has.
  kickWebhooks();
  await vi.waitFor(() => expect(hanging.received).toHaveLength(100), { timeout: 10_000 });
  const startedAt = Date.now();
  const drained = drainWebhooks(1_000);
  // Its slot is free then, and others wait for one: they are given back all the same.
  answers.at(-1)?.end();
  await drained;
  expect(Date.now() - startedAt).toBeLessThan(10_000);

  const row = async (eventId: string) =>
    (await db.select().from(webhookDeliveries).where(eq(webhookDeliveries.eventId, eventId)))[0];
  expect(await row(done.eventId)).toMatchObject({ status: "delivered", attempt: 1 });
  expect(await row(hung.eventId)).toMatchObject({ status: "pending", attempt: 0 });

  expect(await db.$count(webhookLeases)).toBe(0);

  // Some had a request under way, more than there are slots for had been claimed: none was counted.
  expect(hanging.received.length).toBeLessThanOrEqual(100);
  const counts = await db.execute<{ status: string; attempt: number; n: number }>(sql`
    select status, attempt, count(*)::int as n from payment.webhook_deliveries
    where type = 'endpoint.test' group by 1, 2 order by 1`);
  expect([...counts]).toEqual([
    { status: "delivered", attempt: 1, n: 1 },
    { status: "pending", attempt: 0, n: 40 * 4 - 1 },
  ]);

  const late = await makeNews(db, b);
  kickWebhooks();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await row(late.eventId)).toMatchObject({ status: "pending", attempt: 0 });
  expect(slow.received.map(({ headers }) => headers["webhook-id"])).not.toContain(late.eventId);
  await Promise.all([hanging.close(), slow.close()]);
});
