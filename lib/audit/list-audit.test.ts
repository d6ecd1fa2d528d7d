import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { adminTokens, auditLog } from "@/db/schema/operators";
import type { Role } from "@/lib/context";
import { mintId, ulid } from "@/lib/ids/mint-id";
import { makeApp, makeTenant } from "@/lib/testing/factories";
import { consoleContext, makeOperator } from "@/lib/testing/make-operator";
import { testDatabase } from "@/lib/testing/test-context";
import en from "@/messages/en.json";
import fa from "@/messages/fa.json";
import { listActors } from "./list-actors";
import { type AuditFilters, listAudit } from "./list-audit";
import { AUDIT_GROUPS, COURSE_ACTIONS } from "./state";

let db: Database;
let owner: { tenantId: string; profileId: string };
beforeAll(async () => {
  db = await testDatabase();
});
beforeEach(async () => {
  owner = await makeTenant(db);
});

const asRole = async (role: Role = "viewer", name?: string) =>
  consoleContext(
    db,
    await makeOperator(db, { tenantId: owner.tenantId, role, ...(name ? { name } : {}) }),
  );

// A millisecond apart: ids of one millisecond have no order.
let clockMs = Date.now();
const nextId = () => `aud_${ulid(clockMs++)}`;

async function record(given: Partial<typeof auditLog.$inferInsert> = {}): Promise<string> {
  const id = given.id ?? nextId();
  await db.insert(auditLog).values({
    tenantId: owner.tenantId,
    actorType: "operator",
    actorId: "usr_someone",
    action: "app.update",
    entityId: "app_something",
    ...given,
    id,
  });
  return id;
}

async function idsOf(filters: Partial<AuditFilters>): Promise<string[]> {
  const { rows } = await listAudit(await asRole(), { limit: 50, ...filters });
  return rows.map(({ id }) => id);
}

test("without filters: what people did, and the system to anything but payments, newest first", async () => {
  const deed = await record();
  await record({ actorType: "app", action: "transaction.create", entityId: "trx_1" });
  await record({ actorType: "system", action: "transaction.expired", entityId: "trx_1" });
  const recheck = await record({ action: "transaction.recheck", entityId: "trx_1" });
  const refused = await record({ actorType: "system", action: "operator.sign_in_refused" });
  expect(await idsOf({})).toEqual([refused, recheck, deed]);
});

test("of one object everything is shown, a payment's own course too", async () => {
  const entityId = mintId("transaction");
  const made = await record({ actorType: "app", action: "transaction.create", entityId });
  const recheck = await record({ action: "transaction.recheck", entityId });
  await record({ entityId: mintId("transaction") });
  expect(await idsOf({ entity: entityId })).toEqual([recheck, made]);
  expect(await idsOf({ entity: entityId, actions: ["transaction.create"] })).toEqual([made]);
});

test("filters by who, by any of several actions, and both", async () => {
  const [a, b] = [mintId("operator"), mintId("operator")];
  const one = await record({ actorId: a, action: "key.issue" });
  const two = await record({ actorId: b, action: "key.revoke" });
  const three = await record({ actorId: a, action: "key.revoke" });
  const four = await record({ actorId: a, action: "app.create" });
  expect(await idsOf({ actor: a })).toEqual([four, three, one]);
  const actions = ["key.issue", "key.revoke"];
  expect(await idsOf({ actions })).toEqual([three, two, one]);
  expect(await idsOf({ actor: a, actions })).toEqual([three, one]);
  expect(await idsOf({ actor: "' or true --" })).toEqual([]);
});

test("a period has its first moment and not its end, whatever the ids' clock said", async () => {
  const at = (iso: string) => new Date(iso);
  const dated = (iso: string, skewMs = 0) =>
    record({ at: at(iso), id: `aud_${ulid(at(iso).getTime() + skewMs)}` });
  await dated("2026-11-19T20:29:59.999Z");
  const first = await dated("2026-11-19T20:30:00.000Z", -3_600_000);
  const last = await dated("2026-11-20T20:29:59.999Z", 3_600_000);
  await dated("2026-11-20T20:30:00.000Z");
  const period = { from: at("2026-11-19T20:30:00Z"), to: at("2026-11-20T20:30:00Z") };
  expect(await idsOf({ period })).toEqual([last, first]);
});

test("pages lead on and back without losing or repeating a row, also while rows come in", async () => {
  const made: string[] = [];
  const actions = ["app.create", "app.update"];
  for (let i = 0; i < 7; i++) made.unshift(await record({ action: actions[i % 2] as string }));
  const ctx = await asRole();
  const read = (place: Partial<AuditFilters>) => listAudit(ctx, { limit: 3, actions, ...place });
  const ids = (page: { rows: { id: string }[] }) => page.rows.map(({ id }) => id);
  const first = await read({});
  expect(ids(first)).toEqual(made.slice(0, 3));
  expect(first.newer).toBeNull();
  const newest = await record();
  const second = await read({ after: first.older ?? "" });
  expect(ids(second)).toEqual(made.slice(3, 6));
  const third = await read({ after: second.older ?? "" });
  expect(ids(third)).toEqual(made.slice(6));
  expect(third.older).toBeNull();
  const back = await read({ before: third.newer ?? "" });
  expect(ids(back)).toEqual(made.slice(3, 6));
  const start = await read({ before: back.newer ?? "" });
  expect(ids(start)).toEqual(made.slice(0, 3));
  const before = await read({ before: start.newer ?? "" });
  expect(ids(before)).toEqual([newest]);
  expect(before.newer).toBeNull();
  expect(before.older).toBe(newest);
});

test("people, tokens and apps have their names; another tenant's rows and names stay out", async () => {
  const { actor } = await asRole("owner", "سارا");
  const app = await makeApp(db, { name: "فروشگاه" }, owner);
  const token = mintId("adminToken");
  await db.insert(adminTokens).values({
    id: token,
    tenantId: owner.tenantId,
    createdBy: actor.operatorId,
    name: "گزارش شبانه",
    tokenHash: token,
    hint: "abcd",
    role: "viewer",
    expiresAt: new Date(),
  });
  const stranger = await makeOperator(db, { name: "غریبه" });
  await record({ actorId: actor.operatorId, entityId: app.id });
  await record({ actorId: token, entityId: stranger.id });
  await record({ actorId: "ci", entityId: "key_gone" });
  await record({ tenantId: stranger.tenantId });
  const { rows } = await listAudit(await asRole(), { limit: 10 });
  expect(rows.map(({ actorName, entityName }) => [actorName, entityName])).toEqual([
    [null, null],
    ["گزارش شبانه", null],
    ["سارا", "فروشگاه"],
  ]);
});

test("whom one may ask about are the tenant's own people and tokens, by name", async () => {
  const ctx = await asRole("viewer", "سارا");
  const unnamed = await makeOperator(db, { tenantId: owner.tenantId });
  await makeOperator(db, { name: "غریبه" });
  expect(await listActors(ctx)).toEqual(
    expect.arrayContaining([
      { id: ctx.actor.operatorId, name: "سارا" },
      { id: unnamed.id, name: unnamed.email },
    ]),
  );
  expect(await listActors(ctx)).toHaveLength(2);
});

test("every action that the code records is known here and has its words in both languages", () => {
  const known = new Set<string>([...Object.values(AUDIT_GROUPS).flat(), ...COURSE_ACTIONS]);
  const recorded = new Set<string>();
  for (const path of readdirSync("lib", { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".ts") || path.endsWith(".test.ts")) continue;
    const source = readFileSync(`lib/${path}`, "utf8");
    if (!source.includes("recordAudit(")) continue;
    for (const [, action] of source.matchAll(/\baction(?:: | = )"([a-z_]+\.[a-z_]+)"/g)) {
      recorded.add(action as string);
    }
  }
  expect(recorded.size).toBeGreaterThan(20);
  expect([...recorded].filter((action) => !known.has(action))).toEqual([]);
  for (const words of [fa.consoleAudit.action, en.consoleAudit.action]) {
    const named = (words: object) =>
      Object.entries(words).flatMap(([noun, verbs]) =>
        Object.keys(verbs).map((v) => `${noun}.${v}`),
      );
    expect(named(words).sort()).toEqual([...known].sort());
  }
});
