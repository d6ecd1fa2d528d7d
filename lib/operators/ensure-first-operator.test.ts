import { verify } from "@node-rs/argon2";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { operators } from "@/db/schema/operators";
import * as environment from "@/lib/env";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { testDatabase } from "@/lib/testing/test-context";
import { ensureFirstOperator } from "./ensure-first-operator";

let db: Database;
beforeEach(async () => {
  db = await testDatabase();
  await ensureDefaults(db);
  await db.delete(operators);
});
afterEach(() => {
  vi.restoreAllMocks();
});

test("two processes that start together make one owner and print one password", async () => {
  const answers = await Promise.all([ensureFirstOperator(db), ensureFirstOperator(db)]);
  const [printed, ...more] = answers.filter((answer) => answer !== null);
  expect(more).toEqual([]);
  const [operator, ...others] = await db.select().from(operators);
  expect(others).toEqual([]);
  expect(operator).toMatchObject({ email: "admin@localhost", role: "owner" });
  expect(operator?.passwordIssuedAt).toBeInstanceOf(Date);
  expect(operator?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verify(operator?.passwordHash ?? "", printed?.oneTimePassword ?? "")).toBe(true);
  expect(JSON.stringify(operator)).not.toContain(printed?.oneTimePassword);
  expect(await ensureFirstOperator(db)).toBeNull();
});

test("a password from the environment is never printed and is the owner's own", async () => {
  const real = environment.env();
  const own = { ADMIN_EMAIL: "owner@shop.example", ADMIN_PASSWORD: "correct horse battery" };
  vi.spyOn(environment, "env").mockReturnValue({ ...real, ...own });
  expect(await ensureFirstOperator(db)).toBeNull();
  const [operator] = await db.select().from(operators);
  expect(operator).toMatchObject({ email: own.ADMIN_EMAIL, passwordIssuedAt: null });
  expect(await verify(operator?.passwordHash ?? "", own.ADMIN_PASSWORD)).toBe(true);
});
