import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createZarinpal } from "./driver";

/** Answers as the documents print them, in the forms that ZarinPal's SDKs expect, and worse. */
let replies: { status?: number; body: string }[];
let asked: { path: string; authorization: string | undefined; body: Record<string, unknown> }[];
let server: Server;
let baseUrl: string;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const { authorization } = request.headers;
    asked.push({ path: request.url ?? "", authorization, body: JSON.parse(text) });
    const reply = replies.shift();
    if (!reply) throw new Error("more calls than answers");
    response.writeHead(reply.status ?? 200).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  asked = [];
  replies = [];
});

const MERCHANT = "1344b5d4-0048-11e8-94db-005056a205be";
const TOKEN = "eyJ0-a-token-of-the-owner";
const account = () => ({
  baseUrl: "http://127.0.0.1:9",
  credential: MERCHANT,
  refundAccess: { baseUrl, token: TOKEN },
});
const TERMINALS = `{"data":{"Terminals":[{"id":"238","key":"00000000-0000-4000-8000-000000000000"},{"id":"1915487","key":"${MERCHANT.toUpperCase()}"}]}}`;
const timeline = (status: string, more = "") =>
  `"timeline":{"refund_amount":20000,"refund_time":"2024-08-25T15:00:00+03:30","refund_status":"${status}"${more}}`;
const added = (status: string) =>
  `{"data":{"resource":{"terminal_id":"238","id":"580868147","amount":20000,${timeline(status)}}}}`;
const refund = (body: string, status = 200) => {
  replies.push({ status, body });
  const input = { paymentRef: "580868147", amountRials: 20_000n, description: "d".repeat(300) };
  return createZarinpal({ unit: "IRR", route: "CARD" }).refund?.(account(), input);
};

describe("AddRefund", () => {
  it("goes to the other host with the token, the session's number and Rials", async () => {
    const answer = await refund(added("PENDING"));
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      path: "/api/v4/graphql",
      authorization: `Bearer ${TOKEN}`,
      body: {
        query: expect.stringContaining("resource: AddRefund(session_id: $session_id"),
        variables: {
          session_id: "580868147",
          amount: 20_000,
          method: "CARD",
          reason: "CUSTOMER_REQUEST",
          description: "d".repeat(255),
        },
      },
    });
    expect(answer).toMatchObject({
      outcome: "accepted",
      value: {
        status: "pending",
        code: "PENDING",
        amountRials: 20_000n,
        at: new Date("2024-08-25T11:30:00Z"),
      },
    });
    expect(JSON.stringify(answer?.exchange)).not.toContain(TOKEN);
  });

  it.each([
    ["PENDING", "pending"],
    ["IN_PROGRESS", "pending"],
    ["SUCCESS", "succeeded"],
    ["PAID", "succeeded"],
    ["FAILED", "failed"],
    ["REJECTED", "failed"],
    ["BANK_REJECTED", "failed"],
    ["REVERSED", "failed"],
  ])("%s is %s", async (word, status) => {
    expect(await refund(added(word))).toMatchObject({ value: { status, code: word } });
  });

  it.each([
    ["a status that says nothing certain", added("CONFLICTED_REVERSED")],
    ["no status", `{"data":{"resource":{"id":"1","timeline":{"refund_amount":20000}}}}`],
    ["no timeline", `{"data":{"resource":{"id":"1"}}}`],
    ["nothing", `{"data":{}}`],
    ["no JSON", "<html>"],
    ["a list", "[]"],
  ])("%s is unknown: money may have moved", async (_, body) => {
    expect(await refund(body)).toMatchObject({ outcome: "unknown", cause: "unreadable" });
  });

  it("errors beside data contradict each other", async () => {
    const body = added("PENDING").replace("{", `{"errors":[{"message":"x"}],`);
    expect(await refund(body)).toMatchObject({ outcome: "unknown", cause: "contradiction" });
  });

  it.each([
    [`{"errors":[{"message":"Internal server error"}]}`, 200, "server_error"],
    [
      `{"errors":[{"message":"oops","extensions":{"category":"internal"}}],"data":{"resource":null}}`,
      200,
      "server_error",
    ],
    ["", 502, "server_error"],
    [`{"message":"Too Many Attempts."}`, 429, "busy"],
  ])("%s with HTTP %i is unknown: %s", async (body, status, cause) => {
    expect(await refund(body, status)).toMatchObject({ outcome: "unknown", cause });
  });

  it.each([
    [
      `{"errors":[{"message":"Not refundable.","readable_code":"not_refundable"}],"data":{"resource":null}}`,
      200,
      "not_refundable",
      "Not refundable.",
    ],
    [
      `{"errors":[{"message":"validation","validation":[{"message":"amount is too low","fa_message":"کم"}],"extensions":{"category":"validation"}}]}`,
      200,
      "validation",
      "validation amount is too low",
    ],
    [`{"errors":{"message":"Bad.","code":-74}}`, 400, "-74", "Bad."],
    [`{"errors":[{"message":"Unauthenticated."}]}`, 401, "unauthenticated", "no words"],
    ["<html>403</html>", 403, "unauthenticated", "no words"],
  ])("%s with HTTP %i is a refusal", async (body, status, code, message) => {
    expect(await refund(body, status)).toMatchObject({
      outcome: "refused",
      refusal: { code, message, messageFa: expect.stringMatching(/[آ-ی]/) },
    });
  });
});

describe("finding a payment", () => {
  const locate = () =>
    createZarinpal({ unit: "IRR" }).locatePayment?.(account(), {
      refId: "59421827101",
      amountRials: 815_000n,
    });
  const session = (id: string, amount: number | string, more = "") =>
    `{"id":"${id}","amount":${amount}${more}}`;
  const sessions = (...list: string[]) => `{"data":{"Session":[${list.join(",")}]}}`;

  it("by the terminal of the merchant id, the reference and the amount", async () => {
    replies = [
      { body: TERMINALS },
      { body: sessions(session("1", 1000), session("388198285", `"815000"`)) },
    ];
    expect(await locate()).toMatchObject({
      outcome: "accepted",
      value: { paymentRef: "388198285", lastRefundAt: null },
    });
    expect(asked[1]?.body.variables).toEqual({
      terminal_id: "1915487",
      reference_id: "59421827101",
    });
  });

  it("with the moment of a refund that it had already", async () => {
    const had = session("388198285", 815_000, `,${timeline("PAID", `,"refund_id":7`)}`);
    replies = [{ body: TERMINALS }, { body: sessions(had) }];
    expect(await locate()).toMatchObject({
      value: { lastRefundAt: new Date("2024-08-25T11:30:00Z") },
    });
  });

  it.each([
    ["none", `{"data":{"Terminals":[]}}`, "refused", "terminal_not_found"],
    ["null", `{"data":{"Terminals":null}}`, "unknown", undefined],
  ])("terminals: %s", async (_, body, outcome, code) => {
    replies = [{ body }];
    expect(await locate()).toMatchObject(code ? { outcome, refusal: { code } } : { outcome });
  });

  it("no session, or one of another amount, is none of ours; two are a contradiction", async () => {
    for (const body of [sessions(), `{"data":{"Session":null}}`, sessions(session("1", 81_500))]) {
      replies = [{ body: TERMINALS }, { body }];
      expect(await locate()).toMatchObject({ refusal: { code: "session_not_found" } });
    }
    const two = sessions(session("1", 815_000), session("2", 815_000));
    replies = [{ body: TERMINALS }, { body: two }];
    expect(await locate()).toMatchObject({ outcome: "unknown", cause: "contradiction" });
  });
});

describe("finding a refund", () => {
  const find = async (session: string) => {
    replies = [{ body: TERMINALS }, { body: `{"data":{"Session":${session}}}` }];
    const zarinpal = createZarinpal({ unit: "IRR" });
    return zarinpal.findRefund?.(account(), "388198285");
  };

  it.each([
    ["a timeline of nothing", `[{"id":"388198285","amount":1,"timeline":{"refund_amount":null}}]`],
    ["no timeline", `[{"id":"388198285","amount":1}]`],
    ["an empty list for a timeline", `[{"id":388198285,"amount":1,"timeline":[]}]`],
  ])("%s: there is none", async (_, session) => {
    expect(await find(session)).toMatchObject({ outcome: "accepted", value: null });
  });

  it("one object instead of a list, and a list of timelines, read the same", async () => {
    const expected = { outcome: "accepted", value: { status: "succeeded", amountRials: 20_000n } };
    expect(await find(`{"id":"388198285","amount":1,${timeline("PAID")}}`)).toMatchObject(expected);
    const list = timeline("PAID").replace("{", "[{").replace(/$/, "]");
    expect(await find(`[{"id":"388198285","amount":1,${list}}]`)).toMatchObject(expected);
  });

  it("half a refund is unreadable, another session is not this one", async () => {
    const half = `[{"id":"388198285","amount":1,"timeline":{"refund_status":"PAID"}}]`;
    expect(await find(half)).toMatchObject({ outcome: "unknown", cause: "unreadable" });
    const other = `[{"id":"1","amount":1,${timeline("PAID")}}]`;
    expect(await find(other)).toMatchObject({ refusal: { code: "session_not_found" } });
  });
});
