import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { clientApps } from "@/db/schema/apps";
import { auditLog } from "@/db/schema/operators";
import { transactions } from "@/db/schema/transactions";
import { findSigningKey } from "@/lib/keys/find-signing-key";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { resolveAccount } from "@/lib/profiles/resolve-account";
import { adminCall } from "@/lib/testing/admin-call";
import { expectDocumented } from "@/lib/testing/expect-documented";
import { makeAccount, makeApp, makeKey, makeTransaction } from "@/lib/testing/factories";
import { testDatabase } from "@/lib/testing/test-context";
import { DELETE, GET, PATCH } from "./[id]/route";
import { GET as LIST, POST } from "./route";

const MERCHANT = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeee1234";
let db: Database;
let made = 0;
const newApp = (changes: Record<string, unknown> = {}) => ({
  name: "فروشگاه کتاب",
  slug: `shop-${++made}`,
  return_origins: ["https://shop.example"],
  ...changes,
});
const create = (changes?: Record<string, unknown>) =>
  adminCall(POST, { method: "POST", body: newApp(changes) });
const patch = (id: string, body: unknown) =>
  adminCall(PATCH, { method: "PATCH", params: { id }, body });
const appRow = async (id: string) =>
  (await db.select().from(clientApps).where(eq(clientApps.id, id)))[0];

beforeAll(async () => {
  db = await testDatabase();
  await ensureDefaults(db);
});

test("an app is made with its defaults, and answers the same when asked for", async () => {
  const origins = ["https://Shop.example:443/", "https://shop.example", "http://localhost:4000"];
  const created = await create({ slug: "books", return_origins: origins });
  expect(created.status).toBe(201);
  expectDocumented("createApp", created);
  expect(created.body).toMatchObject({
    object: "app",
    slug: "books",
    return_origins: ["https://shop.example", "http://localhost:4000"],
    late_payment: "return",
    zarinpal_merchant_id: null,
    description_prefix: null,
    branding: {},
    suspended: false,
    suspended_at: null,
    archived_at: null,
  });
  const found = await adminCall(GET, { params: { id: created.body.id } });
  expectDocumented("getApp", found);
  expect(found.body).toEqual(created.body);
});

test.each([
  [
    { return_origins: ["https://a.example", "http://a.example"] },
    "invalid_url",
    "return_origins.1",
  ],
  [{ return_origins: [] }, "too_short", "return_origins"],
  [{ slug: "Ab" }, "invalid_format", "slug"],
  [{ slug: "x'; drop table client_apps--" }, "invalid_format", "slug"],
  [{ name: "" }, "too_short", "name"],
  [{ name: "shop\u202egnp" }, "invalid_format", "name"],
  [{ name: "nul\u0000" }, "invalid_format", "name"],
  [{ name: undefined }, "required", "name"],
  [{ description_prefix: "x".repeat(51) }, "too_long", "description_prefix"],
  [{ late_payment: "keep" }, "invalid_value", "late_payment"],
  [{ zarinpal_merchant_id: "not-a-uuid" }, "invalid_format", "zarinpal_merchant_id"],
  [{ branding: { logo_url: "http://cdn.example/a.png" } }, "invalid_url", "branding.logo_url"],
  [{ branding: { support_url: "javascript:alert(1)" } }, "invalid_url", "branding.support_url"],
  [{ branding: { css: "*{}" } }, "unknown_member", "branding.css"],
  [{ id: "app_00000000000000000000000000" }, "unknown_member", "id"],
  [{ tenant_id: "ten_x" }, "unknown_member", "tenant_id"],
  [{ profile_id: "mpr_x" }, "unknown_member", "profile_id"],
  [{ suspended: true }, "unknown_member", "suspended"],
  [{ archived_at: null }, "unknown_member", "archived_at"],
])("an app with %j is refused as %s and nothing is made", async (changes, reason, field) => {
  const before = await db.$count(clientApps);
  const refused = await create(changes);
  expectDocumented("createApp", refused);
  expect(refused.status).toBe(422);
  expect(refused.body.error).toMatchObject({ code: "invalid_request", reason, field });
  expect(await db.$count(clientApps)).toBe(before);
});

test("a slug is taken once, by making and by renaming, also when two try together", async () => {
  const slug = "taken";
  const answers = await Promise.all([create({ slug }), create({ slug }), create({ slug })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  const other = await create();
  const renamed = await patch(other.body.id, { slug });
  expectDocumented("updateApp", renamed);
  expect(renamed.body.error).toMatchObject({ reason: "slug_taken", field: "slug" });
});

test("a change touches what it names and is written down", async () => {
  const { body: app } = await create({ branding: { display_name: "کتاب" } });
  const changed = await patch(app.id, { name: "نو", late_payment: "accept", suspended: true });
  expectDocumented("updateApp", changed);
  const { suspended_at, ...rest } = changed.body;
  expect(suspended_at).not.toBeNull();
  expect({ ...rest, suspended_at: null }).toEqual({
    ...app,
    name: "نو",
    late_payment: "accept",
    suspended: true,
  });
  expect((await patch(app.id, { suspended: true })).body.suspended_at).toBe(suspended_at);
  expect((await patch(app.id, {})).body).toEqual(changed.body);
  const resumed = await patch(app.id, { suspended: false });
  expect(resumed.body).toMatchObject({ suspended: false, suspended_at: null });
  for (const body of [{ status: "paid" }, { archived_at: null }, { tenantId: "x" }]) {
    expect((await patch(app.id, body)).body.error.reason).toBe("unknown_member");
  }
  const trail = await db.select().from(auditLog).where(eq(auditLog.entityId, app.id));
  const first = {
    name: { from: app.name, to: "نو" },
    late_payment: { from: "return", to: "accept" },
    suspended: { from: false, to: true },
  };
  expect(
    trail.filter(({ action }) => action === "app.update").map(({ data }) => data),
  ).toContainEqual(first);
  expect(trail.every(({ actorId }) => actorId === "operator-1")).toBe(true);
});

test("a merchant of its own is used at once, shown by role, and can be given back", async () => {
  const { body: app } = await create({ zarinpal_merchant_id: MERCHANT.toUpperCase() });
  expect(app.zarinpal_merchant_id).toBe(MERCHANT);
  const shown = async (role: "owner" | "admin" | "support" | "viewer") => {
    const { body } = await adminCall(GET, { role, params: { id: app.id } });
    const list = await adminCall(LIST, { role });
    const listed = list.body.data.find(({ id }: { id: string }) => id === app.id);
    expect(listed.zarinpal_merchant_id).toBe(body.zarinpal_merchant_id);
    return body.zarinpal_merchant_id;
  };
  expect(await shown("owner")).toBe(MERCHANT);
  expect(await shown("admin")).toBe(MERCHANT);
  expect(await shown("support")).toBe("****1234");
  expect(await shown("viewer")).toBe("****1234");

  const { profileId } = (await appRow(app.id)) as { profileId: string };
  const ask = { appId: app.id, profileId };
  expect((await resolveAccount(db, { ...ask, mode: "live" }))?.credential).toBe(MERCHANT);
  expect((await resolveAccount(db, { ...ask, mode: "test" }))?.credential).toBe(MERCHANT);
  const back = await patch(app.id, { zarinpal_merchant_id: null });
  expect(back.body.zarinpal_merchant_id).toBeNull();
  expect(await resolveAccount(db, { ...ask, mode: "live" })).toBeNull();
  const trail = await db.select().from(auditLog).where(eq(auditLog.entityId, app.id));
  expect(JSON.stringify(trail)).toContain("****1234");
  expect(JSON.stringify(trail).toLowerCase()).not.toContain(MERCHANT);
});

test("archiving silences the keys, keeps what was paid, and cannot be undone by a change", async () => {
  const { body: created } = await create();
  const app = await appRow(created.id);
  if (!app) throw new Error("no app");
  const key = await makeKey(db, app);
  const owner = { tenantId: app.tenantId, profileId: app.profileId };
  const shop = { ...owner, account: await makeAccount(db, owner), app, key };
  const paid = await makeTransaction(db, shop, { status: "paid", paidAt: new Date() });
  expect(await findSigningKey(db, key.publicId)).not.toBeNull();

  const archived = await adminCall(DELETE, { method: "DELETE", params: { id: app.id } });
  expect(archived.status).toBe(200);
  expectDocumented("archiveApp", archived);
  expect(archived.body.archived_at).not.toBeNull();
  expect(await findSigningKey(db, key.publicId)).toBeNull();
  const kept = await db.select().from(transactions).where(eq(transactions.id, paid.id));
  expect(kept).toEqual([paid]);

  const again = await adminCall(DELETE, { method: "DELETE", params: { id: app.id } });
  expect(again.body).toEqual(archived.body);
  expect((await patch(app.id, { suspended: false })).status).toBe(404);
  expect((await adminCall(GET, { params: { id: app.id } })).body).toEqual(archived.body);
  const trail = await db.select().from(auditLog).where(eq(auditLog.entityId, app.id));
  expect(trail.filter(({ action }) => action === "app.archive").length).toBe(1);
});

test("another tenant's app, a missing one and what is no id are one answer", async () => {
  const foreign = await makeApp(db);
  const ids = [foreign.id, "app_00000000000000000000000000", "app_'; drop", "x", "a\u0000b", "."];
  for (const id of ids) {
    for (const answer of [
      await adminCall(GET, { params: { id } }),
      await patch(id, { name: "stolen" }),
      await adminCall(DELETE, { method: "DELETE", params: { id } }),
    ]) {
      expect(answer.status).toBe(404);
      const { request_id: _, ...error } = answer.body.error;
      expect(error).toMatchObject({ code: "not_found", reason: "app_not_found" });
      expect(Object.keys(error)).not.toContain("field");
    }
  }
  expect(await appRow(foreign.id)).toEqual(foreign);
  const listed = await adminCall(LIST, { query: { limit: "100" } });
  expect(listed.text).not.toContain(foreign.id);
});

test("pages show every app once, newest first, while others come in", async () => {
  for (let i = 0; i < 5; i++) await create();
  const whole = await adminCall(LIST, { query: { limit: "100" } });
  expectDocumented("listApps", whole);
  expect(whole.body.next_cursor).toBeNull();
  const before = whole.body.data.map(({ id }: { id: string }) => id);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = { limit: "3", ...(cursor ? { cursor } : {}) };
    const page = await adminCall(LIST, { query });
    seen.push(...page.body.data.map(({ id }: { id: string }) => id));
    cursor = page.body.next_cursor;
    await create();
  } while (cursor);
  expect(seen).toEqual(before);
  expect(seen).toEqual([...seen].sort().reverse());
});

test.each([
  [{ limit: "0" }, "out_of_range", "limit"],
  [{ limit: "101" }, "out_of_range", "limit"],
  [{ limit: "1e1" }, "invalid_type", "limit"],
  [{ limit: "" }, "invalid_type", "limit"],
  [{ cursor: "" }, "invalid_cursor", "cursor"],
  [{ cursor: "1 or 1=1" }, "invalid_cursor", "cursor"],
  [
    { cursor: Buffer.from("trx_00000000000000000000000000").toString("base64url") },
    "invalid_cursor",
    "cursor",
  ],
  [{ cursor: Buffer.from("app_' or true --").toString("base64url") }, "invalid_cursor", "cursor"],
  [{ sort: "name;drop table x" }, "unknown_member", "sort"],
])("a list asked with %j is refused as %s", async (query, reason, field) => {
  const refused = await adminCall(LIST, { query });
  expectDocumented("listApps", refused);
  expect(refused.status).toBe(422);
  expect(refused.body.error).toMatchObject({ reason, field });
});
