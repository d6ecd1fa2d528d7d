import { verify } from "@node-rs/argon2";
import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { auditLog, operators } from "@/db/schema/operators";
import { BrokerError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse";
import { ulid } from "@/lib/ids/mint-id";
import { consoleContext, makeOperator, makeSession, PASSWORD } from "@/lib/testing/make-operator";
import { testDatabase } from "@/lib/testing/test-context";
import { changeOwnPassword } from "./change-own-password";
import { findSession } from "./find-session";
import { listOwnSessions } from "./list-own-sessions";
import { rememberPreferences } from "./remember-preferences";
import { changePasswordInput } from "./schema";
import { updateOwnProfile } from "./update-own-profile";

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});

const NEXT = "correct horse battery";
const stored = async (id: string) =>
  (await db.select().from(operators).where(eq(operators.id, id)))[0];
const audited = (entityId: string, action: string) =>
  db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.entityId, entityId), eq(auditLog.action, action)));

test("a new password counts at once, replaces a printed one and ends the other sessions", async () => {
  const operator = await makeOperator(db, { role: "viewer", passwordIssuedAt: new Date() });
  const ctx = await consoleContext(db, operator);
  const elsewhere = await makeSession(db, operator);
  await changeOwnPassword(ctx, { current: PASSWORD, next: NEXT });
  const row = await stored(operator.id);
  expect(row?.passwordIssuedAt).toBeNull();
  expect(await verify(row?.passwordHash ?? "", NEXT)).toBe(true);
  expect(await findSession(db, elsewhere.id)).toBeNull();
  expect(await findSession(db, ctx.sessionId)).not.toBeNull();
  const entries = await audited(operator.id, "operator.change_password");
  expect(entries).toHaveLength(1);
  expect(JSON.stringify(entries)).not.toContain(NEXT);
});

test.each([
  [
    { current: "wrong", next: NEXT },
    { reason: "wrong_password", details: { field: "current" } },
  ],
  [{ current: PASSWORD, next: PASSWORD }, { reason: "password_unchanged" }],
  [
    { current: PASSWORD, next: "short" },
    { reason: "too_short", details: { field: "next" } },
  ],
  [{ current: PASSWORD, next: "Password123" }, { reason: "password_too_common" }],
])("%o changes nothing", async (input, error) => {
  const operator = await makeOperator(db);
  const elsewhere = await makeSession(db, operator);
  const ctx = await consoleContext(db, operator);
  await expect(changeOwnPassword(ctx, input)).rejects.toMatchObject(error);
  expect(await stored(operator.id)).toEqual(operator);
  expect(await findSession(db, elsewhere.id)).not.toBeNull();
});

test("one's own e-mail address is no password", async () => {
  const operator = await makeOperator(db);
  const ctx = await consoleContext(db, operator);
  const change = changeOwnPassword(ctx, { current: PASSWORD, next: operator.email.toUpperCase() });
  await expect(change).rejects.toMatchObject({ reason: "password_too_common" });
});

test("the form's schema says what is wrong with a new password by the same rules", () => {
  const parse = (next: string) => () => parseInput(changePasswordInput, { current: "x", next });
  expect(parse(NEXT)).not.toThrow();
  for (const [next, reason] of [
    ["short", "too_short"],
    ["1234567890", "password_too_common"],
  ] as const) {
    expect(parse(next)).toThrow(expect.objectContaining({ reason, details: expect.anything() }));
  }
});

test("guessing the current password from an open session is slowed down", async () => {
  const operator = await makeOperator(db);
  const ctx = await consoleContext(db, operator);
  const guess = (current: string) => changeOwnPassword(ctx, { current, next: NEXT });
  for (let i = 0; i < 5; i++) await expect(guess("wrong")).rejects.toThrow("wrong_password");
  const refused = await guess(PASSWORD).catch((error) => error);
  expect(refused).toBeInstanceOf(BrokerError);
  expect(refused).toMatchObject({ reason: "rate_limited" });
  expect(refused.details.retryAfterSeconds).toBeGreaterThan(0);
  expect(await stored(operator.id)).toEqual(operator);
});

test("of two changes at once one holds, and the other hears that the password is another", async () => {
  const operator = await makeOperator(db);
  const ctx = await consoleContext(db, operator);
  const nexts = ["the first new password", "the second new password"];
  const outcomes = await Promise.allSettled(
    nexts.map((next) => changeOwnPassword(ctx, { current: PASSWORD, next })),
  );
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const winner = nexts[outcomes.findIndex(({ status }) => status === "fulfilled")] ?? "";
  expect(await verify((await stored(operator.id))?.passwordHash ?? "", winner)).toBe(true);
});

test("a name is written and taken back, and the audit says from what to what", async () => {
  const operator = await makeOperator(db, { role: "viewer" });
  const ctx = await consoleContext(db, operator);
  await updateOwnProfile(ctx, { name: "سارا" });
  await updateOwnProfile(ctx, { name: "سارا" });
  expect(await stored(operator.id)).toMatchObject({ name: "سارا" });
  await updateOwnProfile(ctx, { name: null });
  expect(await stored(operator.id)).toMatchObject({ name: null });
  expect(await audited(operator.id, "operator.update_profile")).toMatchObject([
    { data: { name: { from: null, to: "سارا" } } },
    { data: { name: { from: "سارا", to: null } } },
  ]);
});

test("preferences given replace, the rest stays, also when two pages write at once", async () => {
  const ctx = await consoleContext(db, await makeOperator(db, { role: "viewer" }));
  await rememberPreferences(ctx, { theme: "dark", shortcuts: false });
  await Promise.all([
    rememberPreferences(ctx, { columns: { transactions: ["id", "amount"] } }),
    rememberPreferences(ctx, { columns: { refunds: ["id"] } }),
    rememberPreferences(ctx, { theme: "light", density: "compact" }),
  ]);
  expect((await stored(ctx.operator.id))?.preferences).toEqual({
    theme: "light",
    shortcuts: false,
    density: "compact",
    columns: { transactions: ["id", "amount"], refunds: ["id"] },
  });
  const after = await rememberPreferences(ctx, { columns: { refunds: ["at"] } });
  expect(after.columns).toEqual({ transactions: ["id", "amount"], refunds: ["at"] });
});

test("own sessions are those that count, newest first, and nobody else's", async () => {
  const operator = await makeOperator(db, { role: "viewer" });
  const ctx = await consoleContext(db, operator);
  const newer = await makeSession(db, operator, { id: `ses_${ulid(Date.now() + 1)}` });
  await makeSession(db, operator, { revokedAt: new Date() });
  await makeSession(db, operator, { expiresAt: new Date(0) });
  await makeSession(db, await makeOperator(db));
  const ids = (await listOwnSessions(ctx)).map(({ id }) => id);
  expect(ids).toEqual([newer.id, ctx.sessionId]);
});
