import { verify } from "@node-rs/argon2";
import { and, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { auditLog, operators } from "@/db/schema/operators";
import type { Role } from "@/lib/context";
import { ulid } from "@/lib/ids/mint-id";
import { makeTenant } from "@/lib/testing/factories";
import { consoleContext, makeOperator, makeSession, PASSWORD } from "@/lib/testing/make-operator";
import { testDatabase } from "@/lib/testing/test-context";
import { changeOperatorRole } from "./change-operator-role";
import { createOperator } from "./create-operator";
import { disableOperator } from "./disable-operator";
import { enableOperator } from "./enable-operator";
import { findSession } from "./find-session";
import { listOperators } from "./list-operators";
import { resetOperatorPassword } from "./reset-operator-password";

let db: Database;
let tenantId: string;
let owner: Awaited<ReturnType<typeof consoleContext>>;
beforeEach(async () => {
  db = await testDatabase();
  ({ tenantId } = await makeTenant(db));
  owner = await consoleContext(db, await makeOperator(db, { tenantId }));
});

const colleague = (role: Role = "support") => makeOperator(db, { tenantId, role });
const stored = async (id: string) =>
  (await db.select().from(operators).where(eq(operators.id, id)))[0];
const audited = (entityId: string, action: string) =>
  db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.entityId, entityId), eq(auditLog.action, action)));
const reason = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => error.reason,
  );

test("a new colleague gets a password that is shown once and has to be replaced", async () => {
  const input = { email: "Sara@Shop.example", name: "سارا", role: "support" } as const;
  const { operator, oneTimePassword } = await createOperator(owner, input);
  const row = await stored(operator.id);
  expect(row).toMatchObject({ ...input, tenantId, disabledAt: null });
  expect(row?.passwordIssuedAt).toBeInstanceOf(Date);
  expect(await verify(row?.passwordHash ?? "", oneTimePassword)).toBe(true);
  const [entry] = await audited(operator.id, "operator.create");
  expect(entry).toMatchObject({ tenantId, actorId: owner.actor.operatorId, data: input });
  expect(JSON.stringify(entry)).not.toContain(oneTimePassword);
});

test("one e-mail is one operator, in whatever case", async () => {
  const { email } = await colleague();
  const again = createOperator(owner, { email: email.toUpperCase(), role: "viewer" });
  await expect(again).rejects.toMatchObject({ reason: "email_taken", details: { field: "email" } });
});

test("only owners manage; admins may look; nobody below", async () => {
  const target = await colleague();
  for (const role of ["admin", "support", "viewer"] as const) {
    const ctx = await consoleContext(db, await colleague(role));
    const input = { email: `${role}@new.example`, role: "viewer" } as const;
    expect(await reason(createOperator(ctx, input))).toBe("scope_missing");
    const promote = changeOperatorRole(ctx, { id: target.id, role: "owner" });
    expect(await reason(promote)).toBe("scope_missing");
    expect(await reason(disableOperator(ctx, target.id))).toBe("scope_missing");
    expect(await reason(enableOperator(ctx, target.id))).toBe("scope_missing");
    expect(await reason(resetOperatorPassword(ctx, target.id))).toBe("scope_missing");
    const looks = role === "admin" ? "done" : "scope_missing";
    expect(await reason(listOperators(ctx, { limit: 10 }))).toBe(looks);
  }
  expect(await stored(target.id)).toEqual(target);
});

test("an operator of another tenant is not there", async () => {
  const { id } = await makeOperator(db, { role: "viewer" });
  const before = await stored(id);
  expect(await reason(disableOperator(owner, id))).toBe("operator_not_found");
  const change = changeOperatorRole(owner, { id, role: "admin" });
  expect(await reason(change)).toBe("operator_not_found");
  expect(await reason(resetOperatorPassword(owner, id))).toBe("operator_not_found");
  expect(await stored(id)).toEqual(before);
  const { rows } = await listOperators(owner, { limit: 100 });
  expect(rows.map((row) => row.id)).not.toContain(id);
});

test("a new role ends the sessions at once and says from what to what", async () => {
  const { id } = await colleague("viewer");
  const session = await makeSession(db, { id });
  await changeOperatorRole(owner, { id, role: "viewer" });
  expect(await findSession(db, session.id), "nothing changed").not.toBeNull();
  await changeOperatorRole(owner, { id, role: "admin" });
  expect(await findSession(db, session.id)).toBeNull();
  expect(await stored(id)).toMatchObject({ role: "admin" });
  const entries = await audited(id, "operator.change_role");
  expect(entries).toMatchObject([{ data: { role: { from: "viewer", to: "admin" } } }]);
});

test("disabling ends the sessions at once; enabling lets the same password in again", async () => {
  const { id } = await colleague();
  const session = await makeSession(db, { id });
  await disableOperator(owner, id);
  await disableOperator(owner, id);
  expect(await findSession(db, session.id)).toBeNull();
  expect((await stored(id))?.disabledAt).toBeInstanceOf(Date);
  expect(await audited(id, "operator.disable")).toHaveLength(1);
  await enableOperator(owner, id);
  await enableOperator(owner, id);
  expect(await stored(id)).toMatchObject({ disabledAt: null });
  expect(await audited(id, "operator.enable")).toHaveLength(1);
  expect(await findSession(db, session.id), "an old session stays ended").toBeNull();
  expect(await verify((await stored(id))?.passwordHash ?? "", PASSWORD)).toBe(true);
});

test("a reset ends the old password and the sessions", async () => {
  const { id, email } = await colleague();
  const session = await makeSession(db, { id });
  const reset = await resetOperatorPassword(owner, id);
  expect(reset.email).toBe(email);
  const row = await stored(id);
  expect(row?.passwordIssuedAt).toBeInstanceOf(Date);
  expect(await verify(row?.passwordHash ?? "", reset.oneTimePassword)).toBe(true);
  expect(await verify(row?.passwordHash ?? "", PASSWORD)).toBe(false);
  expect(await findSession(db, session.id)).toBeNull();
  expect(await audited(id, "operator.reset_password")).toHaveLength(1);
});

test("nobody does any of it to themselves", async () => {
  await colleague("owner");
  const id = owner.actor.operatorId;
  const before = await stored(id);
  expect(await reason(changeOperatorRole(owner, { id, role: "viewer" }))).toBe("own_account");
  expect(await reason(disableOperator(owner, id))).toBe("own_account");
  expect(await reason(resetOperatorPassword(owner, id))).toBe("own_account");
  expect(await stored(id)).toEqual(before);
});

test("two owners who unmake each other at once leave one", async () => {
  for (let round = 0; round < 10; round++) {
    const { tenantId: own } = await makeTenant(db);
    const a = await makeOperator(db, { tenantId: own });
    const b = await makeOperator(db, { tenantId: own });
    const [asA, asB] = [await consoleContext(db, a), await consoleContext(db, b)];
    const outcomes = await Promise.all([
      reason(disableOperator(asA, b.id)),
      reason(changeOperatorRole(asB, { id: a.id, role: "viewer" })),
    ]);
    expect(outcomes.sort()).toEqual(["done", "last_owner"]);
  }
});

test("a disabled owner does not count as one", async () => {
  const other = await makeOperator(db, { tenantId, disabledAt: new Date() });
  const { id } = await colleague("owner");
  // As an external token's bearer, who is no operator here.
  const bearer = { ...owner, actor: { ...owner.actor, operatorId: "ci" } };
  await disableOperator(bearer, id);
  expect(await reason(disableOperator(bearer, owner.actor.operatorId))).toBe("last_owner");
  await changeOperatorRole(bearer, { id: other.id, role: "viewer" });
});

test("the list is in pages, newest first, with who is there now", async () => {
  // A millisecond apart: ids of one millisecond have no order.
  const made = [];
  for (let i = 1; i <= 3; i++) {
    const id = `usr_${ulid(Date.now() + i)}`;
    made.push(await makeOperator(db, { id, tenantId, role: "viewer", email: `${id}@x.example` }));
  }
  const newest = made[2] as (typeof made)[number];
  const agoMs = (ms: number) => new Date(Date.now() - ms);
  await makeSession(db, newest, { lastSeenAt: agoMs(5000) });
  await makeSession(db, newest, { lastSeenAt: agoMs(90_000) });
  await makeSession(db, newest, { lastSeenAt: agoMs(3_600_000) });
  const first = await listOperators(owner, { limit: 2 });
  expect(first.rows.map(({ id }) => id)).toEqual([made[2]?.id, made[1]?.id]);
  expect(first.rows[0]).toMatchObject({ role: "viewer", sessions: 2 });
  expect(first.rows[0]?.lastSeenAt?.getTime()).toBeGreaterThan(Date.now() - 60_000);
  expect(first.rows[1]).toMatchObject({ sessions: 0, lastSeenAt: null });
  expect(JSON.stringify(first.rows)).not.toContain("argon2");
  const rest = await listOperators(owner, { limit: 2, cursor: first.nextCursor ?? "" });
  expect(rest.rows.map(({ id }) => id)).toEqual([made[0]?.id, owner.actor.operatorId]);
  expect(rest.nextCursor).toBeNull();
});
