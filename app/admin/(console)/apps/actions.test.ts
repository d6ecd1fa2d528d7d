import { eq } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { apiKeys, clientApps } from "@/db/schema/apps";
import type { Role } from "@/lib/context";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { makeOperator, pretendRequest } from "@/lib/testing/operator-call";
import { testDatabase } from "@/lib/testing/test-context";
import { endKey, makeKey, replaceKey } from "./[id]/keys/actions";
import { checkSlug, makeApp, putAppAway, saveApp, suspendApp } from "./actions";

vi.mock("next/cache", () => ({ refresh: () => {} }));

let db: Database;
let shop: Shop;
beforeAll(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
});

async function as(role: Role) {
  pretendRequest({ session: (await makeOperator(db, shop.tenantId, { role })).cookie });
}
const rowOf = async (id: string) =>
  (await db.select().from(clientApps).where(eq(clientApps.id, id)))[0];
const form = (fields: [string, string][]) => {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
};

test("a form makes an app, another changes it, and what was emptied is gone", async () => {
  await as("admin");
  const made = await makeApp(
    form([
      ["name", "کتاب"],
      ["slug", "ketab"],
      ["return_origins[]", "https://ketab.example"],
      ["return_origins[]", ""],
      ["late_payment", "return"],
      ["merchant", "shared"],
      ["description_prefix", "کتاب: "],
      ["branding.display_name", "کتاب‌خانه"],
    ]),
  );
  if (!made.ok) throw new Error(made.error.reason);
  const { id } = made.value;
  expect(await rowOf(id)).toMatchObject({
    slug: "ketab",
    returnOrigins: ["https://ketab.example"],
    descriptionPrefix: "کتاب:",
    branding: { display_name: "کتاب‌خانه" },
  });
  const saved = await saveApp(
    form([
      ["id", id],
      ["name", "کتاب"],
      ["slug", "ketab"],
      ["return_origins[]", "https://ketab.example"],
      ["late_payment", "accept"],
      ["merchant", "keep"],
      ["description_prefix", ""],
      ["branding.display_name", ""],
    ]),
  );
  expect(saved.ok).toBe(true);
  expect(await rowOf(id)).toMatchObject({
    latePayment: "accept",
    descriptionPrefix: null,
    branding: {},
  });
});

test("a refusal names the field: a line of the origins, a slug that is taken", async () => {
  await as("owner");
  const given = (origin: string, slug: string) =>
    form([
      ["name", "x"],
      ["slug", slug],
      ["return_origins[]", "https://ketab.example"],
      ["return_origins[]", origin],
      ["merchant", "shared"],
    ]);
  expect(await makeApp(given("http://ketab.example", "free-slug"))).toMatchObject({
    ok: false,
    error: { reason: "invalid_url", field: "return_origins.1" },
  });
  expect(await makeApp(given("https://b.example", shop.app.slug))).toMatchObject({
    ok: false,
    error: { reason: "slug_taken", field: "slug" },
  });
  expect(await checkSlug({ slug: shop.app.slug })).toEqual({ ok: true, value: false });
  expect(await checkSlug({ slug: "free-slug" })).toEqual({ ok: true, value: true });
});

test("a new pair is the public id, the secret and the mode, and nothing else of the row", async () => {
  await as("owner");
  const { id: appId } = shop.app;
  const made = await makeKey({ appId, mode: "test", label: "server" });
  if (!made.ok) throw new Error(made.error.reason);
  expect(made.value).toEqual({
    key: expect.stringMatching(/^fpk_test_/),
    secret: expect.stringMatching(/^fps_test_/),
    mode: "test",
  });
  const [row] = await db.select().from(apiKeys).where(eq(apiKeys.publicId, made.value.key));
  const keyId = row?.id ?? "";
  const rotated = await replaceKey(
    form([
      ["appId", appId],
      ["keyId", keyId],
      ["overlap_seconds", "3600"],
    ]),
  );
  expect(rotated).toMatchObject({ ok: true, value: { mode: "test" } });
  const [old] = await db.select().from(apiKeys).where(eq(apiKeys.id, keyId));
  const leftMs = (old?.expiresAt?.getTime() ?? 0) - Date.now();
  expect(leftMs).toBeGreaterThan(3_500_000);
  expect(leftMs).toBeLessThan(3_700_000);
  const tooLong = form([
    ["appId", appId],
    ["keyId", keyId],
    ["overlap_seconds", "604801"],
  ]);
  expect(await replaceKey(tooLong)).toMatchObject({ ok: false, error: { reason: "out_of_range" } });
  expect(await endKey({ appId, keyId })).toEqual({ ok: true, value: undefined });
});

test("suspending and resuming, then archiving for good", async () => {
  await as("owner");
  const { app } = await makeShop(db);
  await as("owner");
  const { id } = shop.app;
  await suspendApp({ id, suspended: true });
  expect((await rowOf(id))?.suspendedAt).not.toBeNull();
  await suspendApp({ id, suspended: false });
  expect((await rowOf(id))?.suspendedAt).toBeNull();
  await putAppAway({ id });
  expect((await rowOf(id))?.archivedAt).not.toBeNull();
  // Another tenant's is not there.
  expect(await putAppAway({ id: app.id })).toMatchObject({
    ok: false,
    error: { reason: "app_not_found" },
  });
});

test.each(["support", "viewer"] as const)("a %s changes nothing", async (role) => {
  await as(role);
  const { id: appId } = shop.app;
  const refused = { ok: false, error: { reason: "scope_missing" } };
  expect(await makeApp(new FormData())).toMatchObject(refused);
  expect(await saveApp(new FormData())).toMatchObject(refused);
  expect(await suspendApp({ id: appId, suspended: true })).toMatchObject(refused);
  expect(await putAppAway({ id: appId })).toMatchObject(refused);
  expect(await makeKey({ appId, mode: "test" })).toMatchObject(refused);
  expect(await replaceKey(new FormData())).toMatchObject(refused);
  expect(await endKey({ appId, keyId: shop.key.id })).toMatchObject(refused);
});
