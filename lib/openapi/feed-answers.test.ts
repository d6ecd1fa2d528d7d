import { beforeAll, expect, test } from "vitest";
import { POST as LIST } from "@/app/v1/events/list/route";
import { expectDocumented } from "@/lib/testing/expect-documented";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { makeNews } from "@/lib/testing/news";
import { signedCall } from "@/lib/testing/signed-call";
import { testDatabase } from "@/lib/testing/test-context";

const PATH = "/v1/events/list";
let shop: Shop;
beforeAll(async () => {
  const db = await testDatabase();
  shop = await makeShop(db);
  for (const type of ["transaction.paid", "transaction.failed"] as const) {
    await makeNews(db, shop, type, { metadata: { یادداشت: "سفارش «۱»" } });
  }
});

/** Ask, hold the answer against the document, and give it back. */
async function ask(body: unknown, changes?: Parameters<typeof signedCall>[4]) {
  const response = await signedCall(LIST, PATH, shop.key, body, changes);
  const answer = { status: response.status, headers: response.headers };
  const text = await response.text();
  expect(response.headers.get("content-type")).toMatch(/^application\/json/);
  expectDocumented("listEvents", { ...answer, body: JSON.parse(text) });
  return { ...answer, text, body: JSON.parse(text) };
}
const refusal = async (...args: Parameters<typeof ask>) => {
  const { status, body } = await ask(...args);
  return `${status} ${body.error?.reason}${body.error?.field ? ` ${body.error.field}` : ""}`;
};

test("a page is what the document says, each event as webhooks carry it", async () => {
  const { status, body, text, headers } = await ask({ limit: 1 });
  expect(status).toBe(200);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(Object.keys(body)).toEqual(["object", "data", "next_cursor", "has_more"]);
  expect(body).toMatchObject({ object: "list", has_more: true });
  expect(body.data).toHaveLength(1);
  expect(Object.keys(body.data[0])).toEqual(["type", "timestamp", "id", "seq", "data"]);
  expect(text).toContain("سفارش «۱»");
  const rest = await ask({ cursor: body.next_cursor, types: ["transaction.failed"] });
  expect(rest.body).toMatchObject({ data: [{ type: "transaction.failed" }], has_more: false });
  const end = await ask({ cursor: "latest" });
  expect(end.body).toMatchObject({ data: [], next_cursor: rest.body.next_cursor });
});

test("what is wrong with a call is told as everywhere, and the document knows it", async () => {
  expect(await refusal({ cursor: "bm90aGluZw" })).toBe("422 invalid_cursor cursor");
  expect(await refusal({ cursor: "" })).toBe("422 too_short cursor");
  expect(await refusal({ cursor: null })).toBe("422 invalid_type cursor");
  for (const limit of [0, 101]) expect(await refusal({ limit })).toBe("422 out_of_range limit");
  expect(await refusal({ limit: "5" })).toBe("422 invalid_type limit");
  expect(await refusal({ limit: 1.5 })).toMatch(/^422 invalid_\w+ limit$/);
  expect(await refusal({ types: [] })).toBe("422 too_short types");
  expect(await refusal({ types: ["endpoint.test"] })).toBe("422 invalid_value types.0");
  expect(await refusal({ after: "x" })).toBe("422 unknown_member after");
  expect(await refusal("{")).toBe("400 invalid_json");
  expect(await refusal('{"limit":1,"limit":2}')).toBe("400 duplicate_json_key limit");
  const changed = { signedBody: '{"limit":2}' };
  expect(await refusal({ limit: 1 }, changed)).toBe("401 invalid_credentials");
  expect(await refusal({}, { headers: { "X-Signature": null } })).toBe(
    "401 missing_header X-Signature",
  );
  expect(await refusal({}, { path: `${PATH}?limit=1` })).toBe("400 unexpected_query");
  const text = { headers: { "Content-Type": "text/plain" } };
  expect(await refusal({}, text)).toBe("415 unsupported_media_type");
});

test("a nonce is good for one call", async () => {
  const headers = { "X-Nonce": "a-nonce-of-more-than-22-chars" };
  expect(await refusal({}, { headers })).toBe("200 undefined");
  expect(await refusal({}, { headers })).toBe("401 nonce_reused");
});
