import { desc, eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { auditLog, operatorSessions, operators, signInFailures } from "@/db/schema/operators";
import { mintId } from "@/lib/ids/mint-id";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { makeOperator, makeSession, PASSWORD } from "@/lib/testing/make-operator";
import { testDatabase } from "@/lib/testing/test-context";
import { findSession } from "./find-session";
import { hashPassword } from "./hash-password";
import { signInOperator } from "./sign-in-operator";
import * as passwords from "./verify-password";

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  await ensureDefaults(db);
});
afterEach(() => {
  vi.restoreAllMocks();
});

let hosts = 0;
const newAddress = () => `198.51.100.${++hosts}`;
const newEmail = () => `${mintId("operator")}@example.com`;
const tryAs = (email: string, password: string, address: string) =>
  signInOperator(db, { email, password, address, userAgent: "Mozilla/5.0" });
/** As if so much time had passed since every try so far. */
const wait = (seconds: number) =>
  db.update(signInFailures).set({
    blockedUntil: sql`blocked_until - make_interval(secs => ${seconds})`,
    lastAt: sql`last_at - make_interval(secs => ${seconds})`,
  });
const auditOf = (entityId: string) =>
  db.select().from(auditLog).where(eq(auditLog.entityId, entityId)).orderBy(desc(auditLog.id));

test("the right password makes a new session of twelve hours each time, and is in the audit", async () => {
  const { id, email, tenantId } = await makeOperator(db);
  const address = newAddress();
  const first = await tryAs(email, PASSWORD, address);
  const second = await tryAs(` ${email.toUpperCase()} `, PASSWORD, address);
  if (first.outcome !== "signed_in" || second.outcome !== "signed_in") throw new Error("refused");
  expect(second.sessionId).not.toBe(first.sessionId);
  const found = await findSession(db, first.sessionId);
  expect(found?.operator.id).toBe(id);
  expect(found?.session).toMatchObject({ address, userAgent: "Mozilla/5.0" });
  const lasts =
    (found?.session.expiresAt.getTime() ?? 0) - (found?.session.createdAt.getTime() ?? 0);
  expect(lasts).toBe(12 * 3_600_000);
  const [entry] = await auditOf(id);
  const data = { address, session: second.sessionId };
  expect(entry).toMatchObject({ tenantId, actorId: id, action: "operator.sign_in", data });
});

test("unknown, disabled and wrong are one answer, and each costs a real hash", async () => {
  const { email } = await makeOperator(db);
  const disabled = await makeOperator(db, { disabledAt: new Date() });
  const verify = vi.spyOn(passwords, "verifyPassword");
  const answers = [
    await tryAs(email, "wrong", newAddress()),
    await tryAs(newEmail(), PASSWORD, newAddress()),
    await tryAs(disabled.email, PASSWORD, newAddress()),
  ];
  expect(answers).toEqual(Array(3).fill({ outcome: "refused", retryAfterSeconds: 0 }));
  expect(verify.mock.calls.map(([hash]) => hash === null)).toEqual([false, true, true]);
});

test("the hash that stands in for an unknown account costs what a real one does", async () => {
  const source = await hashPassword("x");
  const parameters = source.split("$").slice(0, 4).join("$");
  expect(parameters).toBe("$argon2id$v=19$m=19456,t=2,p=1");
  // In turns, and the fastest of each: whatever else the machine does meets both.
  let [real, dummy] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < 15; i++) {
    real = Math.min(real, await tookMs(() => passwords.verifyPassword(source, "wrong")));
    dummy = Math.min(dummy, await tookMs(() => passwords.verifyPassword(null, "wrong")));
  }
  expect(dummy / real).toBeGreaterThan(0.6);
  expect(dummy / real).toBeLessThan(1.7);
});

async function tookMs(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

test("five tries are free; then the waits double to a quarter of an hour and nobody is locked out", async () => {
  const { email } = await makeOperator(db);
  const address = newAddress();
  const waits: number[] = [];
  for (let i = 0; i < 17; i++) {
    const answer = await tryAs(email, "wrong", address);
    if (answer.outcome !== "refused") throw new Error("signed in");
    waits.push(answer.retryAfterSeconds);
    await wait(answer.retryAfterSeconds + 0.5);
  }
  expect(waits.slice(0, 9)).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16]);
  expect(waits.slice(-4)).toEqual([512, 900, 900, 900]);
  expect(await tryAs(email, PASSWORD, address)).toMatchObject({ outcome: "signed_in" });
});

test("while a wait runs even the right password is not looked at, and the wait does not grow", async () => {
  const { id, email } = await makeOperator(db);
  const address = newAddress();
  for (let i = 0; i < 8; i++) {
    const answer = await tryAs(email, "wrong", address);
    if (answer.outcome === "refused" && i < 7) await wait(answer.retryAfterSeconds);
  }
  const verify = vi.spyOn(passwords, "verifyPassword");
  const audited = (await auditOf(id)).length;
  for (let i = 0; i < 5; i++) {
    const answer = await tryAs(email, PASSWORD, address);
    expect(answer).toMatchObject({ outcome: "refused" });
    if (answer.outcome === "refused") {
      expect(answer.retryAfterSeconds).toBeGreaterThan(5);
      expect(answer.retryAfterSeconds).toBeLessThanOrEqual(8);
    }
  }
  expect(verify).not.toHaveBeenCalled();
  expect(await auditOf(id), "blocked tries fill no log").toHaveLength(audited);
});

test("the right password clears the pair's tries", async () => {
  const { email } = await makeOperator(db);
  const address = newAddress();
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 4; i++) {
      expect(await tryAs(email, "wrong", address)).toMatchObject({ retryAfterSeconds: 0 });
    }
    expect(await tryAs(email, PASSWORD, address)).toMatchObject({ outcome: "signed_in" });
  }
});

test("fifty parallel tries get no more looks than tries one after another", async () => {
  const { email } = await makeOperator(db);
  const address = newAddress();
  // Past the free ones, so that the next wait outlasts this test.
  for (let i = 0; i < 13; i++) {
    const answer = await tryAs(email, "wrong", address);
    if (answer.outcome === "refused") await wait(answer.retryAfterSeconds);
  }
  const verify = vi.spyOn(passwords, "verifyPassword");
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => tryAs(email, "wrong", address)),
  );
  expect(verify).toHaveBeenCalledTimes(1);
  expect(answers.every((a) => a.outcome === "refused" && a.retryAfterSeconds > 200)).toBe(true);
});

test("fifty parallel first tries pass at most the free ones", async () => {
  const { email } = await makeOperator(db);
  const address = newAddress();
  const verify = vi.spyOn(passwords, "verifyPassword");
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: 50 }, () => tryAs(email, "wrong", address)));
  // A slow machine may take longer than the first waits: 1, then 2 seconds.
  const waited = Math.floor(Math.log2((performance.now() - startedAt) / 1000 + 1));
  expect(verify.mock.calls.length).toBeGreaterThanOrEqual(5);
  expect(verify.mock.calls.length).toBeLessThanOrEqual(5 + waited);
});

test("an address that tries many accounts waits after twenty tries", async () => {
  const address = newAddress();
  for (let i = 0; i < 19; i++) {
    expect(await tryAs(newEmail(), "wrong", address)).toMatchObject({ retryAfterSeconds: 0 });
  }
  expect(await tryAs(newEmail(), "wrong", address)).toMatchObject({ retryAfterSeconds: 900 });
  const { email } = await makeOperator(db);
  expect(await tryAs(email, PASSWORD, address)).toMatchObject({ outcome: "refused" });
  expect(await tryAs(email, PASSWORD, newAddress())).toMatchObject({ outcome: "signed_in" });
});

test("all addresses of one /64 count as one", async () => {
  for (let i = 0; i < 20; i++) await tryAs(newEmail(), "wrong", `2001:db8:7:7::${i + 1}`);
  const answer = await tryAs(newEmail(), "wrong", "2001:db8:7:7:ffff::1");
  expect(answer.outcome === "refused" && answer.retryAfterSeconds).toBeGreaterThan(800);
});

test("strangers from many addresses slow an account down by half a minute at most, and not where it is at home", async () => {
  const { id, email } = await makeOperator(db);
  const home = newAddress();
  await makeSession(db, { id }, { address: home });
  let longest = 0;
  for (let i = 0; i < 30; i++) {
    const answer = await tryAs(email, "wrong", newAddress());
    if (answer.outcome !== "refused") throw new Error("signed in");
    longest = Math.max(longest, answer.retryAfterSeconds);
    if (i < 29) await wait(answer.retryAfterSeconds);
  }
  expect(longest).toBe(30);
  const elsewhere = await tryAs(email, PASSWORD, newAddress());
  expect(elsewhere.outcome === "refused" && elsewhere.retryAfterSeconds).toBeLessThanOrEqual(30);
  expect(elsewhere.outcome).toBe("refused");
  expect(await tryAs(email, PASSWORD, home)).toMatchObject({ outcome: "signed_in" });
});

test("a refusal is in the audit, without the e-mail of an account that is not there", async () => {
  const { id, email, tenantId } = await makeOperator(db);
  const address = newAddress();
  await tryAs(email, "wrong", address);
  const [entry] = await auditOf(id);
  const action = "operator.sign_in_refused";
  expect(entry).toMatchObject({ tenantId, action, data: { address }, actorType: "system" });
  const unknown = newEmail();
  await tryAs(unknown, "hunter2-typed", address);
  const [newest] = await db.select().from(auditLog).orderBy(desc(auditLog.id)).limit(1);
  expect(newest).toMatchObject({ action, data: { address } });
  expect(JSON.stringify(newest).toLowerCase()).not.toContain(unknown.toLowerCase());
  expect(JSON.stringify(newest)).not.toContain("hunter2");
  expect(newest?.entityId).toMatch(/^account:[0-9a-f]{16}$/);
});

test("a password that was replaced, or an account disabled, while it was being checked opens nothing", async () => {
  const real = passwords.verifyPassword;
  for (const change of [
    { disabledAt: new Date() },
    { passwordHash: await hashPassword("new one") },
  ]) {
    const { id, email } = await makeOperator(db);
    vi.spyOn(passwords, "verifyPassword").mockImplementationOnce(async (hash, password) => {
      await db.update(operators).set(change).where(eq(operators.id, id));
      return real(hash, password);
    });
    expect(await tryAs(email, PASSWORD, newAddress())).toMatchObject({ outcome: "refused" });
    const made = await db
      .select()
      .from(operatorSessions)
      .where(eq(operatorSessions.operatorId, id));
    expect(made).toEqual([]);
  }
});

test("odd input is a wrong password like any other", async () => {
  for (const email of ["", "\0", "a\0b@example.com", "x".repeat(10_000), "'; drop table --"]) {
    expect(await tryAs(email, "\0", newAddress())).toMatchObject({ outcome: "refused" });
  }
});
