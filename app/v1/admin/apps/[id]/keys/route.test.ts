import { eq } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import { DELETE as ARCHIVE } from "@/app/v1/admin/apps/[id]/route";
import { POST as CREATE_APP } from "@/app/v1/admin/apps/route";
import type { Database } from "@/db/client";
import { apiKeys } from "@/db/schema/apps";
import { auditLog } from "@/db/schema/operators";
import { findSigningKey } from "@/lib/keys/find-signing-key";
import { log } from "@/lib/log";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { adminCall } from "@/lib/testing/admin-call";
import { expectDocumented } from "@/lib/testing/expect-documented";
import { makeApp, makeKey } from "@/lib/testing/factories";
import { testDatabase } from "@/lib/testing/test-context";
import { POST as ROTATE } from "./[keyId]/rotate/route";
import { DELETE } from "./[keyId]/route";
import { GET, POST } from "./route";

let db: Database;
let appId: string;
let made = 0;
beforeAll(async () => {
  db = await testDatabase();
  await ensureDefaults(db);
  appId = await newApp();
});

async function newApp(): Promise<string> {
  const body = { name: "x", slug: `keys-${++made}`, return_origins: ["https://shop.example"] };
  return (await adminCall(CREATE_APP, { method: "POST", body })).body.id;
}
const issue = (body: unknown, id = appId) =>
  adminCall(POST, { method: "POST", params: { id }, body });
const rotate = (keyId: string, body: unknown = {}, id = appId) =>
  adminCall(ROTATE, { method: "POST", params: { id, keyId }, body });
const revoke = (keyId: string, id = appId) =>
  adminCall(DELETE, { method: "DELETE", params: { id, keyId } });
const list = (id = appId, query: Record<string, string> = {}) =>
  adminCall(GET, { params: { id }, query });

test("the secret signs, and is in one answer, no row, no list, no trail and no log", async () => {
  const lines: string[] = [];
  vi.spyOn(log, "info").mockImplementation((...line) => void lines.push(JSON.stringify(line)));
  const issued = await issue({ mode: "live", label: "سرور اصلی" });
  expect(issued.status).toBe(201);
  expectDocumented("issueKey", issued);
  const { secret, ...key } = issued.body;
  expect(key).toMatchObject({ object: "api_key", mode: "live", label: "سرور اصلی" });
  expect(key).toMatchObject({ expires_at: null, revoked_at: null, last_used_at: null });
  expect(key.key).toMatch(/^fpk_live_[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(secret).toMatch(/^fps_live_[A-Za-z0-9_-]{43}$/);
  expect((await findSigningKey(db, key.key))?.secret).toBe(secret);

  const listed = await list();
  expectDocumented("listKeys", listed);
  expect(listed.body.data[0]).toEqual(key);
  const kept = JSON.stringify([
    await db.select().from(apiKeys),
    await db.select().from(auditLog),
    (await revoke(key.id)).body,
    listed.body,
    lines,
  ]);
  expect(lines.length).toBeGreaterThan(2);
  expect(kept).not.toContain(secret.slice(9));
  expect(listed.text).not.toMatch(/secret|k1:/);
  vi.restoreAllMocks();
});

test("after a rotation both keys work until the overlap ends, whatever the clock of this machine", async () => {
  const { body: old } = await issue({ mode: "test", label: "a" });
  const rotated = await rotate(old.id, { overlap_seconds: 3600 });
  expect(rotated.status).toBe(201);
  expectDocumented("rotateKey", rotated);
  expect(rotated.body).toMatchObject({ mode: "test", label: "a", expires_at: null });
  expect(rotated.body.secret).not.toBe(old.secret);
  expect(await findSigningKey(db, old.key)).not.toBeNull();
  expect(await findSigningKey(db, rotated.body.key)).not.toBeNull();
  const ends = async () => {
    const rows = (await list(appId, { limit: "100" })).body.data;
    const found = rows.find(({ id }: { id: string }) => id === old.id);
    return (Date.parse(found.expires_at) - Date.now()) / 1000;
  };
  expect(await ends()).toBeGreaterThan(3500);
  expect(await ends()).toBeLessThan(3700);

  // A second rotation may bring the end nearer, never push it away.
  expect((await rotate(old.id, { overlap_seconds: 604_800 })).status).toBe(201);
  expect(await ends()).toBeLessThan(3700);
  await db
    .update(apiKeys)
    .set({ expiresAt: new Date(Date.now() - 1000) })
    .where(eq(apiKeys.id, old.id));
  expect(await findSigningKey(db, old.key)).toBeNull();
  expect(await findSigningKey(db, rotated.body.key)).not.toBeNull();
});

test("no overlap ends the old key at once, and a day is what is given unasked", async () => {
  const { body: first } = await issue({ mode: "test" });
  const { body: second } = await rotate(first.id, { overlap_seconds: 0 });
  expect(await findSigningKey(db, first.key)).toBeNull();
  await rotate(second.id);
  const [row] = await db.select().from(apiKeys).where(eq(apiKeys.id, second.id));
  const hours = ((row?.expiresAt?.getTime() ?? 0) - Date.now()) / 3_600_000;
  expect(hours).toBeCloseTo(24, 1);
});

test("a key that has ended is not rotated, and makes no new pair", async () => {
  const { body: revoked } = await issue({ mode: "test" });
  await revoke(revoked.id);
  const { body: expired } = await issue({ mode: "test" });
  await rotate(expired.id, { overlap_seconds: 0 });
  const before = await db.$count(apiKeys);
  for (const { id } of [revoked, expired]) {
    const refused = await rotate(id);
    expectDocumented("rotateKey", refused);
    expect(refused.status).toBe(409);
    expect(refused.body.error.reason).toBe("key_not_active");
  }
  expect(await db.$count(apiKeys)).toBe(before);
});

test("two rotations without overlap at once make one new pair", async () => {
  const { body: old } = await issue({ mode: "test" });
  const answers = await Promise.all([1, 2, 3].map(() => rotate(old.id, { overlap_seconds: 0 })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
});

test("a revoked key signs no more, and revoking again changes nothing", async () => {
  const { body: key } = await issue({ mode: "test" });
  const [first, second] = await Promise.all([revoke(key.id), revoke(key.id)]);
  expectDocumented("revokeKey", first);
  expect(first.body.revoked_at).not.toBeNull();
  expect(second.body).toEqual(first.body);
  expect(await findSigningKey(db, key.key)).toBeNull();
  const trail = await db.select().from(auditLog).where(eq(auditLog.entityId, key.id));
  expect(trail.map(({ action }) => action).sort()).toEqual(["key.issue", "key.revoke"]);
});

test("an archived app gets no new key, neither issued nor rotated", async () => {
  const id = await newApp();
  const { body: key } = await issue({ mode: "test" }, id);
  await adminCall(ARCHIVE, { method: "DELETE", params: { id } });
  expect((await issue({ mode: "test" }, id)).status).toBe(404);
  expect((await rotate(key.id, {}, id)).body.error.reason).toBe("key_not_active");
  expect((await list(id)).body.data.length).toBe(1);
});

test.each([
  [{}, "required", "mode"],
  [{ mode: "prod" }, "invalid_value", "mode"],
  [{ mode: "test", secret: "fps_test_mine" }, "unknown_member", "secret"],
  [{ mode: "test", expires_at: null }, "unknown_member", "expires_at"],
  [{ mode: "test", label: "x".repeat(81) }, "too_long", "label"],
])("a key asked with %j is refused as %s", async (body, reason, field) => {
  const before = await db.$count(apiKeys);
  const refused = await issue(body);
  expectDocumented("issueKey", refused);
  expect(refused.body.error).toMatchObject({ code: "invalid_request", reason, field });
  expect(await db.$count(apiKeys)).toBe(before);
});

test.each([[-1], [604_801], [1.5], ["60"]])("an overlap of %j is refused", async (seconds) => {
  const { body: key } = await issue({ mode: "test" });
  expect((await rotate(key.id, { overlap_seconds: seconds })).status).toBe(422);
});

test("a key is reached through its own app and tenant only", async () => {
  const foreignApp = await makeApp(db);
  const foreign = await makeKey(db, foreignApp);
  const { body: own } = await issue({ mode: "test" });
  const other = await newApp();
  for (const [id, keyId] of [
    [foreignApp.id, foreign.id],
    [appId, foreign.id],
    [other, own.id],
    [appId, "key_00000000000000000000000000"],
    [appId, "key_' or true --"],
    ["\u0000", "\u0000"],
  ] as const) {
    for (const answer of [await rotate(keyId, {}, id), await revoke(keyId, id)]) {
      expect(answer.status).toBe(404);
      expect(answer.body.error.reason).toBe("key_not_found");
    }
  }
  expect((await list(foreignApp.id)).body.error.reason).toBe("app_not_found");
  expect((await issue({ mode: "test" }, foreignApp.id)).body.error.reason).toBe("app_not_found");
  expect(await findSigningKey(db, foreign.publicId)).not.toBeNull();
  expect(await findSigningKey(db, own.key)).not.toBeNull();
});
