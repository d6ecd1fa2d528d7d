import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { expectDocumented } from "@/lib/testing/expect-documented";
import { GET, POST } from "./route";

const call = (door: typeof GET, headers: Record<string, string> = {}) =>
  door(new NextRequest("http://localhost:3000/v1/openapi.json", { headers }), {
    params: Promise.resolve({}),
  });

test("the document is public, describes itself and needs no database", async () => {
  const response = await call(GET);
  const body = await response.json();
  expect(response.headers.get("cache-control")).toBe("public, max-age=300");
  expect(body.openapi).toBe("3.1.0");
  expectDocumented("getDocument", { status: response.status, headers: response.headers, body });
});

test("who has it already is not sent it again", async () => {
  const etag = (await call(GET)).headers.get("etag") ?? "";
  const again = await call(GET, { "If-None-Match": etag });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect((await call(GET, { "If-None-Match": '"other"' })).status).toBe(200);
});

test("it is read-only", async () => {
  const response = await call(POST);
  expect(response.status).toBe(405);
  expect((await response.json()).error.reason).toBe("method_not_allowed");
});
