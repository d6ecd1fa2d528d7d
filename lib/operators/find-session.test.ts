import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { auditLog, operatorSessions, operators } from "@/db/schema/operators";
import { consoleContext, makeOperator, makeSession } from "@/lib/testing/make-operator";
import { testDatabase } from "@/lib/testing/test-context";
import { findSession } from "./find-session";
import { revokeOtherSessions } from "./revoke-other-sessions";
import { revokeSession } from "./revoke-session";

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});

const agoMs = (ms: number) => new Date(Date.now() - ms);
const MINUTE_MS = 60_000;

test("a session that counts brings its operator; an unknown one nobody", async () => {
  const operator = await makeOperator(db, { name: "سارا", role: "support" });
  const session = await makeSession(db, operator);
  expect(await findSession(db, session.id)).toEqual({ session, operator });
  expect(await findSession(db, "ses_00000000000000000000000000")).toBeNull();
});

test.each([
  ["run out", { expiresAt: agoMs(1) }],
  ["idle for half an hour", { lastSeenAt: agoMs(30 * MINUTE_MS + 1000) }],
  ["ended", { revokedAt: agoMs(1) }],
])("a session that is %s is nobody's, and a look does not revive it", async (_what, given) => {
  const session = await makeSession(db, await makeOperator(db), given);
  expect(await findSession(db, session.id)).toBeNull();
  const [same] = await db
    .select()
    .from(operatorSessions)
    .where(eq(operatorSessions.id, session.id));
  expect(same).toEqual(session);
});

test("one just short of idle still counts", async () => {
  const lastSeenAt = agoMs(29 * MINUTE_MS);
  const session = await makeSession(db, await makeOperator(db), { lastSeenAt });
  expect(await findSession(db, session.id)).not.toBeNull();
});

test("disabling an operator ends every session with the next request", async () => {
  const operator = await makeOperator(db);
  const session = await makeSession(db, operator);
  await db.update(operators).set({ disabledAt: sql`now()` }).where(eq(operators.id, operator.id));
  expect(await findSession(db, session.id)).toBeNull();
});

test("the visit is noted at most once a minute", async () => {
  const operator = await makeOperator(db);
  const seenAt = async (id: string) =>
    (await db.select().from(operatorSessions).where(eq(operatorSessions.id, id)))[0]?.lastSeenAt;
  const fresh = await makeSession(db, operator, { lastSeenAt: agoMs(50_000) });
  await findSession(db, fresh.id);
  expect(await seenAt(fresh.id)).toEqual(fresh.lastSeenAt);
  const older = await makeSession(db, operator, { lastSeenAt: agoMs(70_000) });
  await findSession(db, older.id);
  expect((await seenAt(older.id))?.getTime()).toBeGreaterThan(older.lastSeenAt.getTime() + 60_000);
});

test("signing out ends one session, once, and is in the audit", async () => {
  const operator = await makeOperator(db);
  const [one, other] = [await makeSession(db, operator), await makeSession(db, operator)];
  await revokeSession(db, one.id);
  await revokeSession(db, one.id);
  await revokeSession(db, "ses_unknown");
  expect(await findSession(db, one.id)).toBeNull();
  expect(await findSession(db, other.id)).not.toBeNull();
  const entries = await db.select().from(auditLog).where(eq(auditLog.entityId, operator.id));
  expect(entries).toMatchObject([{ action: "operator.sign_out", data: { session: one.id } }]);
});

test("signing out the others leaves this session and other people's", async () => {
  const operator = await makeOperator(db);
  const ctx = await consoleContext(db, operator);
  const others = [await makeSession(db, operator), await makeSession(db, operator)];
  await makeSession(db, operator, { expiresAt: agoMs(1) });
  const colleague = await makeSession(db, await makeOperator(db));
  expect(await revokeOtherSessions(ctx, ctx.sessionId)).toBe(2);
  for (const { id } of others) expect(await findSession(db, id)).toBeNull();
  for (const id of [ctx.sessionId, colleague.id]) expect(await findSession(db, id)).not.toBeNull();
});
