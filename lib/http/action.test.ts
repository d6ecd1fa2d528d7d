import { redirect } from "next/navigation";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Database } from "@/db/client";
import * as environment from "@/lib/env";
import { BrokerError } from "@/lib/errors";
import { makeTenant } from "@/lib/testing/factories";
import { makeOperator, pretendRequest } from "@/lib/testing/operator-call";
import { testDatabase } from "@/lib/testing/test-context";
import { action } from "./action";

let db: Database;
let tenantId: string;
beforeAll(async () => {
  db = await testDatabase();
  tenantId = (await makeTenant(db)).tenantId;
});
afterEach(() => {
  vi.restoreAllMocks();
});

const input = z.strictObject({ name: z.string().min(2), origins: z.array(z.url()).optional() });
const run = vi.fn(async (_: unknown, { name }: z.output<typeof input>) => `hello ${name}`);
const greet = action("test.greet", { permission: "write", input, run });
const reasonOf = (result: Awaited<ReturnType<typeof greet>>) =>
  result.ok ? "ok" : result.error.reason;

async function signIn(given: Parameters<typeof makeOperator>[2] = {}) {
  const operator = await makeOperator(db, tenantId, given);
  pretendRequest({ session: operator.cookie });
  run.mockClear();
  return operator;
}

test("an operator with the permission acts, by form or by value", async () => {
  await signIn();
  const form = new FormData();
  form.append("name", "Sara");
  form.append("origins[]", "https://a.example");
  form.append("origins[]", "https://b.example");
  expect(await greet(form)).toEqual({ ok: true, value: "hello Sara" });
  expect(run.mock.lastCall?.[1]).toEqual({
    name: "Sara",
    origins: ["https://a.example", "https://b.example"],
  });
  expect(await greet({ name: "Ali" })).toEqual({ ok: true, value: "hello Ali" });
});

test.each([
  ["no Origin", ""],
  ["the null Origin", "null"],
  ["a foreign Origin", "https://evil.example"],
  ["a sub-domain", "http://x.localhost:3000"],
  ["another port of ours", "http://localhost:3001"],
  ["another scheme", "https://localhost:3000"],
])("nothing is done for a request with %s", async (_, origin) => {
  const { cookie } = await signIn();
  pretendRequest({ session: cookie, headers: { origin, host: "localhost:3000" } });
  expect(reasonOf(await greet({ name: "Sara" }))).toBe("origin_not_allowed");
  expect(run).not.toHaveBeenCalled();
});

test("an Origin that only agrees with the request's own Host is refused on a public deployment", async () => {
  const { cookie } = await signIn();
  const real = environment.env();
  vi.spyOn(environment, "env").mockReturnValue({ ...real, PUBLIC_URL: "https://pay.example" });
  vi.spyOn(environment, "isLocalDeployment").mockReturnValue(false);
  pretendRequest({ session: cookie, headers: { origin: "http://evil", host: "evil" } });
  expect(reasonOf(await greet({ name: "Sara" }))).toBe("origin_not_allowed");
});

test("who is not signed in learns only that", async () => {
  pretendRequest({ session: null });
  run.mockClear();
  expect(reasonOf(await greet({ name: "x" }))).toBe("signed_out");
  expect(run).not.toHaveBeenCalled();
});

test("a role without the permission and a printed password may do nothing", async () => {
  await signIn({ role: "support" });
  expect(reasonOf(await greet({ name: "Sara" }))).toBe("scope_missing");
  await signIn({ passwordIssuedAt: new Date() });
  expect(reasonOf(await greet({ name: "Sara" }))).toBe("signed_out");
  expect(run).not.toHaveBeenCalled();
});

test("a wrong input names its field, in the operator's language", async () => {
  await signIn();
  expect(await greet({ name: "x" })).toEqual({
    ok: false,
    error: { reason: "too_short", field: "name", message: expect.stringMatching(/[آ-ی]/) },
  });
  expect(run).not.toHaveBeenCalled();
});

test("a verb's refusal is answered, a surprise says nothing of itself, a redirect passes", async () => {
  await signIn();
  run.mockRejectedValueOnce(new BrokerError("conflict", "slug_taken", { field: "slug" }));
  expect(await greet({ name: "Sara" })).toMatchObject({
    error: { reason: "slug_taken", field: "slug" },
  });
  run.mockRejectedValueOnce(new Error("select * from secrets"));
  const surprise = await greet({ name: "Sara" });
  expect(reasonOf(surprise)).toBe("internal");
  expect(JSON.stringify(surprise)).not.toContain("secrets");
  run.mockImplementationOnce(() => redirect("/docs"));
  await expect(greet({ name: "Sara" })).rejects.toMatchObject({
    digest: expect.stringContaining("/docs"),
  });
});
