import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { operatorSessions, operators } from "@/db/schema/operators";
import { revokeSession } from "@/lib/operators/revoke-session";
import { makeTenant } from "@/lib/testing/factories";
import { makeOperator, pretendRequest } from "@/lib/testing/operator-call";
import { testDatabase } from "@/lib/testing/test-context";
import { sessionTokenSecret } from "./next-auth";
import { currentOperator, requireOperator } from "./operator";

let db: Database;
let tenantId: string;
beforeAll(async () => {
  db = await testDatabase();
  tenantId = (await makeTenant(db)).tenantId;
});

test("a session that counts opens as its operator, with the role of this moment", async () => {
  const { id, sessionId, cookie } = await makeOperator(db, tenantId, { role: "admin" });
  pretendRequest({ session: cookie });
  expect(await currentOperator()).toMatchObject({
    sessionId,
    actor: { type: "operator", operatorId: id, tenantId, role: "admin" },
    mustChangePassword: false,
  });
  await db.update(operators).set({ role: "viewer" }).where(eq(operators.id, id));
  expect((await currentOperator())?.actor.role).toBe("viewer");
});

test("after signing out the same cookie opens nothing", async () => {
  const { sessionId, cookie } = await makeOperator(db, tenantId);
  pretendRequest({ session: cookie });
  expect(await currentOperator()).not.toBeNull();
  await revokeSession(db, sessionId);
  expect(await currentOperator()).toBeNull();
});

test.each([
  ["ran out", { expiresAt: new Date(Date.now() - 1000) }, {}],
  ["was idle for over half an hour", { lastSeenAt: new Date(Date.now() - 31 * 60_000) }, {}],
  ["belongs to a disabled operator", {}, { disabledAt: new Date() }],
])("a session that %s opens nothing", async (_, session, operator) => {
  const { cookie } = await makeOperator(db, tenantId, operator, session);
  pretendRequest({ session: cookie });
  expect(await currentOperator()).toBeNull();
});

test("a token of another secret, a damaged one and one without a session open nothing", async () => {
  const { sessionId, cookie } = await makeOperator(db, tenantId);
  const foreign = await encode({ token: { sid: sessionId }, secret: "another secret altogether" });
  const empty = await encode({ token: { sub: sessionId }, secret: sessionTokenSecret() });
  for (const session of [foreign, empty, `${cookie.slice(0, -4)}AAAA`, "x", null]) {
    pretendRequest({ session });
    expect(await currentOperator()).toBeNull();
  }
});

test("who is not signed in is led to the sign-in and, after it, to the page asked for", async () => {
  pretendRequest({ headers: { "x-flatpay-path": "/admin/transactions?status=paid&q=a b" } });
  await expect(requireOperator()).rejects.toMatchObject({
    digest: expect.stringContaining(
      "/admin/sign-in?next=%2Fadmin%2Ftransactions%3Fstatus%3Dpaid%26q%3Da%20b",
    ),
  });
});

test("a printed password opens nothing but the page that replaces it", async () => {
  const { cookie } = await makeOperator(db, tenantId, { passwordIssuedAt: new Date() });
  pretendRequest({ session: cookie });
  await expect(requireOperator()).rejects.toMatchObject({
    digest: expect.stringContaining("/admin/password"),
  });
});

test("a visit is noted at most once a minute", async () => {
  const minutesAgo = new Date(Date.now() - 5 * 60_000);
  const { sessionId, cookie } = await makeOperator(db, tenantId, {}, { lastSeenAt: minutesAgo });
  const seen = async () => {
    const [row] = await db
      .select({ at: operatorSessions.lastSeenAt })
      .from(operatorSessions)
      .where(eq(operatorSessions.id, sessionId));
    return row?.at.getTime() ?? 0;
  };
  pretendRequest({ session: cookie });
  await currentOperator();
  const first = await seen();
  expect(first).toBeGreaterThan(minutesAgo.getTime());
  await currentOperator();
  expect(await seen()).toBe(first);
});
