import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { auditLog, operators, savedViews } from "@/db/schema/operators";
import type { ActorOf, Context, Role, TenantId } from "@/lib/context";
import { parseInput } from "@/lib/http/parse";
import { mintId } from "@/lib/ids/mint-id";
import { makeTenant } from "@/lib/testing/factories";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { deleteView } from "./delete-view";
import { listViews } from "./list-views";
import { renameView } from "./rename-view";
import { saveView } from "./save-view";
import { saveViewInput } from "./schema";
import { shareView } from "./share-view";

type OperatorContext = Context<ActorOf<"operator">>;

let db: Database;
let tenantId: string;
let viewer: OperatorContext;
let colleague: OperatorContext;
let admin: OperatorContext;

async function operator(role: Role, given: { tenantId?: string; name?: string } = {}) {
  const id = mintId("operator");
  const email = `${id.toLowerCase()}@example.com`;
  const of = given.tenantId ?? tenantId;
  const name = given.name ?? null;
  await db.insert(operators).values({ id, tenantId: of, email, name, role, passwordHash: "none" });
  return testContext(db, { type: "operator", tenantId: of as TenantId, operatorId: id, role });
}

beforeEach(async () => {
  db = await testDatabase();
  tenantId = (await makeTenant(db)).tenantId;
  viewer = await operator("viewer", { name: "سارا" });
  colleague = await operator("support");
  admin = await operator("admin");
});

const save = (ctx: OperatorContext, name: string, query = "status=paid", overwrite = false) =>
  saveView(ctx, parseInput(saveViewInput, { list: "transactions", name, query, overwrite }));
const names = async (ctx: OperatorContext) =>
  (await listViews(ctx, "transactions")).map(({ name }) => name);
const audits = (entityId: string) =>
  db.select().from(auditLog).where(eq(auditLog.entityId, entityId)).orderBy(auditLog.id);

test("who may only read keeps views of their own, and sees them by name", async () => {
  const view = await save(viewer, "  ناموفق‌های امروز ", "range=today&status=failed");
  expect(view).toMatchObject({
    list: "transactions",
    name: "ناموفق‌های امروز",
    query: "status=failed&range=today",
    shared: false,
    own: true,
    owner: "سارا",
  });
  await save(viewer, "بزرگ‌ها", "min=1000000");
  expect(await names(viewer)).toEqual(["بزرگ‌ها", "ناموفق‌های امروز"]);
  expect(await names(colleague)).toEqual([]);
  expect(await audits(view.id)).toMatchObject([
    { action: "view.save", actorId: viewer.actor.operatorId, data: { name: "ناموفق‌های امروز" } },
  ]);
});

test("a query is kept as the list writes it: no page, nothing unknown, periods by name", async () => {
  const cursor = "trx_01JD8ZB2M4N6P8Q0R2S4T6V8WX";
  const query = `after=${cursor}&range=7d&min=۱٬۰۰۰&status=failed,paid,lost&peek=1`;
  expect((await save(viewer, "a", query)).query).toBe("status=paid,failed&min=1000&range=7d");
});

test("a name is replaced only when asked for, and stays shared then", async () => {
  const first = await save(admin, "a", "status=paid");
  await shareView(admin, { id: first.id, shared: true });
  await expect(save(admin, "a", "status=failed")).rejects.toMatchObject({ reason: "view_exists" });
  const second = await save(admin, "a", "status=failed", true);
  expect(second).toMatchObject({ id: first.id, query: "status=failed", shared: true });
  expect(await names(admin)).toEqual(["a"]);
});

test("colleagues may use the same name for their own", async () => {
  await save(viewer, "a", "status=paid");
  await save(colleague, "a", "status=failed");
  expect((await listViews(viewer, "transactions")).map(({ query }) => query)).toEqual([
    "status=paid",
  ]);
});

test("a view is renamed by its owner alone, and not to a name that is taken", async () => {
  const view = await save(admin, "a");
  await save(admin, "b");
  await shareView(admin, { id: view.id, shared: true });
  for (const other of [viewer, await operator("owner")]) {
    const renaming = renameView(other, { id: view.id, name: "c" });
    await expect(renaming).rejects.toMatchObject({ reason: "view_not_found" });
  }
  await expect(renameView(admin, { id: view.id, name: "b" })).rejects.toMatchObject({
    reason: "view_exists",
    details: { field: "name" },
  });
  expect(await renameView(admin, { id: view.id, name: "c" })).toMatchObject({ name: "c" });
  expect((await audits(view.id)).at(-1)).toMatchObject({
    action: "view.rename",
    data: { name: { from: "a", to: "c" } },
  });
});

test("sharing needs the right to write; what is shared comes after one's own", async () => {
  const view = await save(viewer, "z");
  await expect(shareView(viewer, { id: view.id, shared: true })).rejects.toMatchObject({
    reason: "scope_missing",
  });
  const shared = await save(admin, "a");
  await shareView(admin, { id: shared.id, shared: true });
  await shareView(admin, { id: shared.id, shared: true });
  expect(await names(viewer)).toEqual(["z", "a"]);
  const [, theirs] = await listViews(viewer, "transactions");
  expect(theirs).toMatchObject({ own: false, shared: true });
  expect((await audits(shared.id)).map(({ action }) => action)).toEqual([
    "view.save",
    "view.share",
  ]);
  await shareView(admin, { id: shared.id, shared: false });
  expect(await names(viewer)).toEqual(["z"]);
});

test("a colleague's private view cannot be shared or dropped, a shared one can with the right to write", async () => {
  const view = await save(viewer, "a");
  const other = await operator("owner");
  for (const attempt of [
    () => shareView(other, { id: view.id, shared: true }),
    () => deleteView(other, { id: view.id }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ reason: "view_not_found" });
  }
  const shared = await save(admin, "b");
  await shareView(admin, { id: shared.id, shared: true });
  await expect(deleteView(colleague, { id: shared.id })).rejects.toMatchObject({
    reason: "view_not_found",
  });
  await deleteView(other, { id: shared.id });
  await deleteView(viewer, { id: view.id });
  expect(await db.select().from(savedViews).where(eq(savedViews.tenantId, tenantId))).toEqual([]);
  expect((await audits(shared.id)).at(-1)).toMatchObject({
    action: "view.delete",
    actorId: other.actor.operatorId,
    data: { name: "b", query: "status=paid" },
  });
});

test("another tenant's views are not there, shared or not", async () => {
  const view = await save(admin, "a");
  await shareView(admin, { id: view.id, shared: true });
  const stranger = await operator("owner", await makeTenant(db));
  expect(await names(stranger)).toEqual([]);
  for (const attempt of [
    () => renameView(stranger, { id: view.id, name: "b" }),
    () => shareView(stranger, { id: view.id, shared: false }),
    () => deleteView(stranger, { id: view.id }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ reason: "view_not_found" });
  }
});

test("fifty are enough, and the fifty-first leaves nothing behind", async () => {
  for (let n = 1; n <= 50; n++) await save(viewer, `view ${n}`);
  await expect(save(viewer, "one more")).rejects.toMatchObject({ reason: "too_many" });
  expect(await names(viewer)).toHaveLength(50);
  await save(viewer, "view 7", "status=failed", true);
});

test.each([
  ["", "too_short"],
  ["   ", "too_short"],
  ["x".repeat(61), "too_long"],
  ["a\u202eb", "invalid_format"],
  ["a\nb", "invalid_format"],
])("the name %j is refused as %s", async (name, reason) => {
  expect(() => parseInput(saveViewInput, { list: "transactions", name, query: "" })).toThrow(
    expect.objectContaining({ reason, details: expect.objectContaining({ field: "name" }) }),
  );
});
