import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { webhookDeliveries } from "@/db/schema/webhooks";
import { makeShop } from "@/lib/testing/factories";
import { makeEndpoint, makeNews } from "@/lib/testing/news";
import { testDatabase } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { drainWebhooks } from "./drain-webhooks";
import { kickWebhooks } from "./kick-webhooks";

test("a stopping process lets the quick finish, gives the hanging back uncounted, and starts nothing new", async () => {
  const db = await testDatabase();
  const hanging = await startWebhookSink(() => {});
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
  const startedAt = Date.now();
  await drainWebhooks(1_000);
  expect(Date.now() - startedAt).toBeLessThan(10_000);

  const row = async (eventId: string) =>
    (await db.select().from(webhookDeliveries).where(eq(webhookDeliveries.eventId, eventId)))[0];
  expect(await row(done.eventId)).toMatchObject({ status: "delivered", attempt: 1 });
  expect(await row(hung.eventId)).toMatchObject({ status: "pending", attempt: 0, claimId: null });

  const late = await makeNews(db, b);
  kickWebhooks();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await row(late.eventId)).toMatchObject({ status: "pending", attempt: 0 });
  expect(slow.received).toHaveLength(1);
  await Promise.all([hanging.close(), slow.close()]);
});
