import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { auditLog } from "@/db/schema/operators";
import { merchantProfiles, tenants } from "@/db/schema/tenants";
import { webhookDeliveries } from "@/db/schema/webhooks";
import type { TenantId } from "@/lib/context";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { adminCall } from "@/lib/testing/admin-call";
import { expectDocumented } from "@/lib/testing/expect-documented";
import { makeAccount, makeApp, makeKey, makeShop } from "@/lib/testing/factories";
import { makeEndpoint, makeNews } from "@/lib/testing/news";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { type Received, startWebhookSink } from "@/lib/testing/webhook-sink";
import { createEndpoint } from "@/lib/webhooks/create-endpoint";
import { rotateEndpointSecret } from "@/lib/webhooks/rotate-endpoint-secret";
import { runDeliveries } from "@/lib/webhooks/run-deliveries";
import { POST } from "./route";

let db: Database;
let sink: Awaited<ReturnType<typeof startWebhookSink>>;
let oldSecret: string;
let secret: string;
let liveSecret: string;
let liveId: string;
let id: string;
let foreignId: string;
let unsentId: string;
beforeAll(async () => {
  db = await testDatabase();
  await ensureDefaults(db);
  const [tenant] = await db.select().from(tenants);
  const [profile] = await db.select().from(merchantProfiles);
  if (!tenant || !profile) throw new Error("no default tenant");
  const owner = { tenantId: tenant.id, profileId: profile.id };
  const app = await makeApp(db, {}, owner);
  const shop = {
    ...owner,
    account: await makeAccount(db, owner),
    app,
    key: await makeKey(db, app),
  };
  sink = await startWebhookSink();
  const made = await makeEndpoint(db, shop, sink.url);
  oldSecret = made.secret;
  const operator = { type: "operator", operatorId: "operator-1", role: "owner" } as const;
  const ctx = testContext(db, { ...operator, tenantId: tenant.id as TenantId });
  const rotated = await rotateEndpointSecret(ctx, {
    endpointId: made.endpoint.id,
    overlapSeconds: 0,
  });
  secret = rotated.secret;
  const live = await createEndpoint(testContext(db, { type: "system", job: "test" }), {
    tenantId: tenant.id,
    appId: app.id,
    mode: "live",
    url: "https://shop.example/live",
  });
  liveSecret = live.secret;
  liveId = live.endpoint.id;
  const ofNews = async (of: typeof shop) => {
    const { eventId } = await makeNews(db, of);
    const where = eq(webhookDeliveries.eventId, eventId);
    const [row] = await db.select().from(webhookDeliveries).where(where);
    return row?.id ?? "";
  };
  id = await ofNews(shop);
  const stranger = await makeShop(db);
  await makeEndpoint(db, stranger, sink.url);
  foreignId = await ofNews(stranger);
  await runDeliveries(db, { budgetMs: Number.POSITIVE_INFINITY });
  unsentId = await ofNews(shop);
});
afterAll(() => sink.close());

const ask = (body: unknown, of = id) =>
  adminCall(POST, { method: "POST", role: "support", params: { id: of }, body });
const received = (): Received => {
  const one = sink.received[0];
  if (!one) throw new Error("nothing was received");
  return one;
};
const computed = (key: Buffer | string, { headers, body } = received()) =>
  createHmac("sha256", key)
    .update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`)
    .digest("base64");
const decoded = (text: string) => Buffer.from(text.slice(6), "base64");

test("what a receiver really got is read back from the attempt, and its mistake is named", async () => {
  const raw = await ask({ signature: `v1,${computed(secret)}` });
  expect(raw.status).toBe(200);
  expectDocumented("diagnoseWebhookDelivery", raw);
  expect(raw.body).toEqual({
    object: "webhook_diagnosis",
    delivery_id: id,
    attempt: 1,
    findings: [{ code: "secret_not_decoded", certain: true, facts: { prefixed: true } }],
  });
  const header = received().headers["webhook-signature"];
  for (const [given, findings] of [
    [{ signature: header }, [{ code: "correct" }]],
    [{ signature: computed(decoded(oldSecret)) }, [{ code: "secret_old" }]],
    [
      { signature: computed(decoded(liveSecret)) },
      [{ code: "secret_of_another_endpoint", facts: { endpoint_id: liveId, mode: "live" } }],
    ],
    [{ secret: liveSecret }, [{ code: "secret_of_another_endpoint" }]],
    [{ body: JSON.stringify(JSON.parse(received().body), null, 2) }, [{ code: "body_rewritten" }]],
    [{ header }, [{ code: "inputs_right" }]],
    [{ signature: "nonsense" }, [{ code: "not_reproduced" }]],
  ] as const) {
    const answer = await ask(given);
    expectDocumented("diagnoseWebhookDelivery", answer);
    expect(answer.body.findings).toMatchObject(findings);
  }
});

test("the audit says that it was asked, and nothing of what was handed in", async () => {
  const answer = await ask({ secret: oldSecret, signature: computed(decoded(oldSecret)) });
  expect(answer.text).not.toContain("whsec_");
  const audits = await db.select().from(auditLog).where(eq(auditLog.entityId, id));
  expect(audits.at(-1)).toMatchObject({
    action: "webhook_delivery.diagnose",
    actorId: "operator-1",
    data: { attempt: 1, given: ["signature", "secret"], found: ["secret_old"] },
  });
  expect(JSON.stringify(audits)).not.toMatch(/whsec_|v1,/);
});

test.each<[object, string]>([
  [{}, "required"],
  [{ attempt: 1 }, "required"],
  [{ attempt: 9, signature: "x" }, "invalid_value"],
  [{ attempt: 0, signature: "x" }, "out_of_range"],
  [{ signature: "" }, "too_short"],
  [{ signature: "x", password: "y" }, "unknown_member"],
])("%j is refused", async (body, reason) => {
  const refused = await ask(body);
  expectDocumented("diagnoseWebhookDelivery", refused);
  expect(refused.body.error).toMatchObject({ code: "invalid_request", reason });
});

test("one that was not sent yet has nothing to compare; another tenant's does not exist", async () => {
  const unsent = await ask({ signature: "x" }, unsentId);
  expectDocumented("diagnoseWebhookDelivery", unsent);
  expect(unsent.body.error).toMatchObject({ code: "invalid_request", field: "attempt" });
  for (const of of [foreignId, "whd_00000000000000000000000000", "whd_' or 1=1"]) {
    const missing = await ask({ signature: "x" }, of);
    expectDocumented("diagnoseWebhookDelivery", missing);
    expect(missing.body.error).toMatchObject({ code: "not_found", reason: "delivery_not_found" });
  }
});
