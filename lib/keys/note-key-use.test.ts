import { eq } from "drizzle-orm";
import { afterEach, expect, test, vi } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { apiKeys } from "@/db/schema/apps";
import { makeApp, makeKey } from "@/lib/testing/factories";
import { testDatabase } from "@/lib/testing/test-context";
import { noteKeyUse } from "./note-key-use";

afterEach(() => {
  vi.restoreAllMocks();
});

const ADDRESS = "192.0.2.7";

async function lastUse(db: Database, id: string) {
  const [row] = await db.select().from(apiKeys).where(eq(apiKeys.id, id));
  return row?.lastUsedAt ?? null;
}

test("a key's use is written once a minute, and its own only", async () => {
  const db = await testDatabase();
  const app = await makeApp(db);
  const [used, idle] = [await makeKey(db, app), await makeKey(db, app)];
  await noteKeyUse(db, used.id, ADDRESS);
  const first = await lastUse(db, used.id);
  expect(first).not.toBeNull();
  expect(await lastUse(db, idle.id)).toBeNull();

  const old = new Date(Date.now() - 3_600_000);
  await db.update(apiKeys).set({ lastUsedAt: old }).where(eq(apiKeys.id, used.id));
  await noteKeyUse(db, used.id, ADDRESS);
  expect(await lastUse(db, used.id)).toEqual(old);
  vi.spyOn(Date, "now").mockReturnValue(Date.now() + 61_000);
  await noteKeyUse(db, used.id, ADDRESS);
  expect(await lastUse(db, used.id)).not.toEqual(old);
});

test("where it was used from is kept beside the time", async () => {
  const db = await testDatabase();
  const key = await makeKey(db, await makeApp(db));
  await noteKeyUse(db, key.id, "2001:db8::7");
  const [row] = await db.select().from(apiKeys).where(eq(apiKeys.id, key.id));
  expect(row?.lastUsedAddress).toBe("2001:db8::7");
});

test("a write that failed is tried again at the next use", async () => {
  const db = await testDatabase();
  const key = await makeKey(db, await makeApp(db));
  const down = openDatabase("postgres://nobody@127.0.0.1:1/none");
  await expect(noteKeyUse(down.db, key.id, ADDRESS)).rejects.toThrow();
  await down.close();
  await noteKeyUse(db, key.id, ADDRESS);
  expect(await lastUse(db, key.id)).not.toBeNull();
});
