import { and, eq, sql } from "drizzle-orm";
import { NextRequest } from "next/server";
import { beforeAll, expect, test } from "vitest";
import { POST as createAppDoor, GET as listAppsDoor } from "@/app/v1/admin/apps/route";
import type { Database } from "@/db/client";
import { adminTokens, auditLog, operators } from "@/db/schema/operators";
import type { Role } from "@/lib/context";
import { adminToken } from "@/lib/gates/admin-token";
import { parseInput } from "@/lib/http/parse";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { getDefaultTenantId } from "@/lib/profiles/get-defaults";
import { adminCall } from "@/lib/testing/admin-call";
import { consoleContext, makeOperator } from "@/lib/testing/make-operator";
import { testDatabase } from "@/lib/testing/test-context";
import { issueAdminToken } from "./issue-admin-token";
import { listAdminTokens } from "./list-admin-tokens";
import { revokeAdminToken } from "./revoke-admin-token";
import { issueAdminTokenInput } from "./schema";

let db: Database;
let tenantId: string;
beforeAll(async () => {
  db = await testDatabase();
  await ensureDefaults(db);
  tenantId = await getDefaultTenantId(db);
});

const asRole = async (role: Role = "owner") =>
  consoleContext(db, await makeOperator(db, { tenantId, role }));
const input = { name: "گزارش شبانه", role: "admin", days: 30 } as const;
const asks = async (token: string) => {
  const { status, body } = await adminCall(listAppsDoor, { authorization: `Bearer ${token}` });
  return status === 401 ? body.error.reason : status;
};
const stored = async (id: string) =>
  (await db.select().from(adminTokens).where(eq(adminTokens.id, id)))[0];

test("a token is shown once, kept as a hash, runs out, and is in the audit", async () => {
  const owner = await asRole();
  const issued = await issueAdminToken(owner, input);
  expect(issued.token).toMatch(/^fpa_[A-Za-z0-9_-]{43}$/);
  const row = await stored(issued.id);
  expect(JSON.stringify(row)).not.toContain(issued.token.slice(4));
  expect(row).toMatchObject({ name: input.name, role: "admin", lastUsedAt: null });
  expect(issued.token.endsWith(row?.hint ?? "?")).toBe(true);
  const days = ((row?.expiresAt.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)) / 86_400_000;
  expect(days).toBeCloseTo(30, 1);
  const [entry] = await db.select().from(auditLog).where(eq(auditLog.entityId, issued.id));
  expect(entry).toMatchObject({ action: "admin_token.issue", actorId: owner.actor.operatorId });
  expect(JSON.stringify(entry)).not.toContain(issued.token);
});

test("it opens the admin API as its role does, under its own name", async () => {
  const { token, id } = await issueAdminToken(await asRole(), { ...input, role: "viewer" });
  expect(await asks(token)).toBe(200);
  const authorization = `Bearer ${token}`;
  const refused = await adminCall(createAppDoor, { method: "POST", authorization, body: {} });
  expect(refused.body.error).toMatchObject({ code: "forbidden", reason: "scope_missing" });

  const admin = await issueAdminToken(await asRole(), input);
  const body = { name: "Shop", slug: "token-shop", return_origins: ["https://shop.example"] };
  const made = { method: "POST", authorization: `Bearer ${admin.token}`, body } as const;
  const answer = await adminCall(createAppDoor, made);
  expect(answer.status).toBe(201);
  const [entry] = await db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.entityId, answer.body.id), eq(auditLog.action, "app.create")));
  expect(entry).toMatchObject({ actorType: "operator", actorId: admin.id });
  expect((await stored(id))?.lastUsedAt).toBeInstanceOf(Date);
});

test("no token manages operators or tokens, whoever made it", async () => {
  const { token } = await issueAdminToken(await asRole(), input);
  const headers = { Authorization: `Bearer ${token}` };
  const request = new NextRequest("http://localhost:3000/v1/admin/apps", { headers });
  const raw = { request, body: new Uint8Array(), requestId: "req_test", address: "10.1.1.1" };
  await expect(adminToken("manage")(raw)).rejects.toMatchObject({ reason: "scope_missing" });
  const ctx = await adminToken("write")(raw);
  await expect(issueAdminToken(ctx, input)).rejects.toMatchObject({ reason: "scope_missing" });
});

test("whatever is wrong with a token is one answer", async () => {
  const owner = await asRole();
  const good = await issueAdminToken(owner, input);
  const expired = await issueAdminToken(owner, input);
  const past = { expiresAt: sql`now()` };
  await db.update(adminTokens).set(past).where(eq(adminTokens.id, expired.id));
  const revoked = await issueAdminToken(owner, input);
  expect(await asks(revoked.token)).toBe(200);
  await revokeAdminToken(owner, revoked.id);
  const orphan = await asRole();
  const orphaned = await issueAdminToken(orphan, input);
  expect(await asks(orphaned.token)).toBe(200);
  const disabled = { disabledAt: new Date() };
  await db.update(operators).set(disabled).where(eq(operators.id, orphan.operator.id));
  for (const token of [
    "fpa_",
    "fpa_\u00e9",
    `fpa_${"A".repeat(43)}`,
    `fpa_${"A".repeat(5000)}`,
    good.token.slice(0, -1),
    `${good.token}A`,
    good.token.replace("fpa_", "FPA_"),
    expired.token,
    revoked.token,
    orphaned.token,
  ]) {
    expect(await asks(token), token).toBe("invalid_credentials");
  }
  expect(await asks(good.token)).toBe(200);
});

test("a token may never do more than who made it may do now", async () => {
  const owner = await asRole();
  const { token } = await issueAdminToken(owner, input);
  const demoted = { role: "support" as const };
  await db.update(operators).set(demoted).where(eq(operators.id, owner.operator.id));
  const authorization = `Bearer ${token}`;
  expect(await asks(token)).toBe(200);
  const write = await adminCall(createAppDoor, { method: "POST", authorization, body: {} });
  expect(write.body.error).toMatchObject({ reason: "scope_missing" });
});

test("its use is noted at most once a minute", async () => {
  const { token, id } = await issueAdminToken(await asRole(), input);
  const setUsed = (secondsAgo: number) => {
    const lastUsedAt = new Date(Date.now() - secondsAgo * 1000);
    return db.update(adminTokens).set({ lastUsedAt }).where(eq(adminTokens.id, id)).returning();
  };
  const [recent] = await setUsed(50);
  await asks(token);
  expect((await stored(id))?.lastUsedAt).toEqual(recent?.lastUsedAt);
  await setUsed(70);
  await asks(token);
  expect((await stored(id))?.lastUsedAt?.getTime()).toBeGreaterThan(Date.now() - 30_000);
});

test("owners issue and revoke, admins look, others do not; another tenant's is not there", async () => {
  const owner = await asRole();
  const { id } = await issueAdminToken(owner, input);
  const reason = (work: Promise<unknown>) => work.then(() => "done").catch((error) => error.reason);
  for (const role of ["admin", "support", "viewer"] as const) {
    const ctx = await asRole(role);
    expect(await reason(issueAdminToken(ctx, { ...input, role: "viewer" }))).toBe("scope_missing");
    expect(await reason(revokeAdminToken(ctx, id))).toBe("scope_missing");
    const looks = role === "admin" ? "done" : "scope_missing";
    expect(await reason(listAdminTokens(ctx, { limit: 1 }))).toBe(looks);
  }
  const stranger = await consoleContext(db, await makeOperator(db));
  expect(await reason(revokeAdminToken(stranger, id))).toBe("admin_token_not_found");
  expect((await listAdminTokens(stranger, { limit: 10 })).rows).toEqual([]);
  expect(await reason(revokeAdminToken(owner, "adt_none"))).toBe("admin_token_not_found");
  expect(await stored(id)).toMatchObject({ revokedAt: null });
  await Promise.all([revokeAdminToken(owner, id), revokeAdminToken(owner, id)]);
  const entries = await db
    .select()
    .from(auditLog)
    .where(eq(auditLog.entityId, id))
    .orderBy(auditLog.id);
  expect(entries.map(({ action }) => action)).toEqual(["admin_token.issue", "admin_token.revoke"]);
});

test("the list is in pages, newest first, with who made them and without hashes", async () => {
  const owner = await consoleContext(db, await makeOperator(db, { name: "سارا" }));
  const made = [];
  for (let i = 0; i < 3; i++) made.push(await issueAdminToken(owner, input));
  // Ids of one millisecond have no order of their own.
  made.sort((a, b) => (a.id < b.id ? -1 : 1));
  const first = await listAdminTokens(owner, { limit: 2 });
  expect(first.rows.map(({ id }) => id)).toEqual([made[2]?.id, made[1]?.id]);
  expect(first.rows[0]).toMatchObject({ hint: made[2]?.hint, creator: { name: "سارا" } });
  expect(Object.keys(first.rows[0] ?? {})).not.toContain("tokenHash");
  const rest = await listAdminTokens(owner, { limit: 2, cursor: first.nextCursor ?? "" });
  expect(rest.rows.map(({ id }) => id)).toEqual([made[0]?.id]);
});

test.each([
  [{ ...input, role: "owner" }, "invalid_value", "role"],
  [{ ...input, days: "0" }, "out_of_range", "days"],
  [{ ...input, days: "366" }, "out_of_range", "days"],
  [{ ...input, days: "soon" }, "invalid_type", "days"],
  [{ ...input, name: "a\u202eb" }, "invalid_format", "name"],
])("%o is refused", (given, reason, field) => {
  const parse = () => parseInput(issueAdminTokenInput, given);
  expect(parse).toThrow(
    expect.objectContaining({ reason, details: expect.objectContaining({ field }) }),
  );
});
