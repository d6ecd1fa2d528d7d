import { asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { notices } from "@/db/schema/notices";
import { webhookEndpoints } from "@/db/schema/webhooks";
import { env } from "@/lib/env";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { type Mail, startMailSink } from "@/lib/testing/mail-sink";
import { makeOperator } from "@/lib/testing/make-operator";
import { makeEndpoint } from "@/lib/testing/news";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { reviewEndpoint } from "@/lib/webhooks/review-endpoint";
import { recordNotice } from "./record-notice";
import { sendNoticeMails } from "./send-notice-mails";

let db: Database;
let shop: Shop;
let endpoint: { id: string; url: string };
let answer: (mail: Mail) => void = () => {};
let sink: Awaited<ReturnType<typeof startMailSink>>;

beforeAll(async () => {
  sink = await startMailSink((mail) => answer(mail));
  process.env.SMTP_URL = sink.url;
  process.env.MAIL_FROM = "فلت‌پی <pay@shop.example>";
  db = await testDatabase();
});
beforeEach(async () => {
  answer = () => {};
  sink.received.length = 0;
  await db.update(notices).set({ mailAt: null });
  shop = await makeShop(db);
  endpoint = (await makeEndpoint(db, shop, "http://127.0.0.1:9999/hook?a=1&b=2")).endpoint;
});
afterAll(() => sink.close());

const ctx = () => testContext(db, { type: "system", job: "test" });
const operator = (given: Parameters<typeof makeOperator>[1]) =>
  makeOperator(db, { tenantId: shop.tenantId, ...given });
const row = async () =>
  (
    await db
      .select()
      .from(notices)
      .where(eq(notices.endpointId, endpoint.id))
      .orderBy(asc(notices.id))
  )[0];
const tell = () =>
  recordNotice(ctx(), {
    tenantId: shop.tenantId,
    mode: "test",
    kind: "endpoint_disabled",
    endpointId: endpoint.id,
    data: {
      reason: "gone",
      errors: [
        { status: 410, error: "http_status" },
        { status: null, error: "timeout" },
      ],
    },
  });
const makeDue = () =>
  db.execute(sql`update payment.notices set mail_at = now() where mail_at is not null`);
/** A text part of a mail, decoded. */
function part(raw: string, type: string): string {
  const body =
    raw.split(/\r\n--[^\r\n]+\r\n/).find((one) => one.startsWith(`Content-Type: ${type}`)) ?? "";
  const [head = "", ...rest] = body.split("\r\n\r\n");
  const text = rest.join("\r\n\r\n");
  if (/base64/i.test(head)) return Buffer.from(text, "base64").toString("utf8");
  const bytes = text
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

test("owners and admins of the tenant that are enabled are told, in both languages, once", async () => {
  const [owner, admin] = [await operator({}), await operator({ role: "admin" })];
  await operator({ role: "support" });
  await operator({ disabledAt: new Date() });
  await makeOperator(db);
  await tell();
  expect(await sendNoticeMails(ctx())).toBe(1);
  expect(await sendNoticeMails(ctx())).toBe(0);
  const [mail, ...more] = sink.received;
  expect(more).toEqual([]);
  if (!mail) throw new Error("no mail");
  expect(mail.to.sort()).toEqual([owner.email, admin.email].sort());
  expect(mail.from).toBe("pay@shop.example");
  const text = part(mail.raw, "text/plain");
  expect(text.indexOf("رویدادها نگه داشته می‌شوند")).toBeGreaterThan(-1);
  expect(text.indexOf("Events are held")).toBeGreaterThan(text.indexOf("رویدادها"));
  expect(text).toContain(endpoint.url);
  expect(text).toContain(shop.app.name);
  expect(text).toContain(`/admin/webhooks/endpoints/${endpoint.id}`);
  expect(text).toMatch(/answer 410, /);
  const html = part(mail.raw, "text/html");
  expect(html).toContain('dir="rtl"');
  expect(html).toContain("hook?a=1&amp;b=2");
  expect(await row()).toMatchObject({ mailAt: null, mailAttempts: 1 });
  expect((await row())?.mailedAt).not.toBeNull();
});

test("a server that refuses is asked again later and later, then it is given up", async () => {
  await operator({});
  await tell();
  answer = () => {
    throw Object.assign(new Error("mailbox full"), { responseCode: 452 });
  };
  const waits: number[] = [];
  for (let nth = 1; nth <= 8; nth++) {
    await makeDue();
    expect(await sendNoticeMails(ctx())).toBe(0);
    const { mailAt, mailAttempts, mailedAt } = (await row()) ?? {};
    expect([mailAttempts, mailedAt]).toEqual([nth, null]);
    if (mailAt) waits.push(Math.round((mailAt.getTime() - Date.now()) / 60_000));
  }
  expect(waits).toEqual([1, 5, 15, 60, 180, 360, 720]);
  expect((await row())?.mailAt).toBeNull();
  answer = () => {};
  await makeDue();
  expect(await sendNoticeMails(ctx())).toBe(0);
  expect(sink.received).toEqual([]);
});

test("many that send at once send each once", async () => {
  await operator({});
  for (let i = 0; i < 12; i++) await tell();
  const sent = await Promise.all(Array.from({ length: 4 }, () => sendNoticeMails(ctx())));
  expect(sent.reduce((sum, n) => sum + n, 0)).toBe(12);
  expect(sink.received).toHaveLength(12);
});

test("with nobody to tell nothing is sent, and it is not tried for ever", async () => {
  await operator({ role: "viewer" });
  await tell();
  expect(await sendNoticeMails(ctx())).toBe(0);
  expect(await row()).toMatchObject({ mailAt: null, mailedAt: null });
});

test("a subject is one line, whatever an app is called", async () => {
  await operator({});
  await db.execute(
    sql`update payment.client_apps set name = E'Shop\r\nBcc: x@y.example <b>' where id = ${shop.app.id}`,
  );
  await tell();
  expect(await sendNoticeMails(ctx())).toBe(1);
  const [mail] = sink.received;
  expect(mail?.raw).not.toMatch(/^Bcc:/m);
  expect(part(mail?.raw ?? "", "text/html")).toContain("&lt;b&gt;");
});

test("what health tells is mailed when mail is set up", async () => {
  await operator({});
  await db
    .update(webhookEndpoints)
    .set({ failingSince: new Date(Date.now() - 25 * 3_600_000), consecutiveFailures: 30 })
    .where(eq(webhookEndpoints.id, endpoint.id));
  await reviewEndpoint(db, { endpointId: endpoint.id });
  expect((await row())?.mailAt).not.toBeNull();
  expect(await sendNoticeMails(ctx())).toBe(1);
  expect(part(sink.received[0]?.raw ?? "", "text/plain")).toMatch(/no event since \d+ \w+ 2\d{3}/);
});

test("without a mail server nothing is sent and nothing changes", async () => {
  await operator({});
  await tell();
  const before = await row();
  const { SMTP_URL } = env();
  delete env().SMTP_URL;
  try {
    expect(await sendNoticeMails(ctx())).toBe(0);
  } finally {
    if (SMTP_URL) env().SMTP_URL = SMTP_URL;
  }
  expect(await row()).toEqual(before);
  expect(sink.received).toEqual([]);
});
