import { beforeAll, describe, expect, it } from "vitest";
import { POST } from "@/app/sandbox/zarinpal/api/v4/graphql/route";
import type { Database } from "@/db/client";
import { sandboxRefunds } from "@/db/schema/sandbox";
import { testDatabase } from "@/lib/testing/test-context";
import { actOnPage } from "./act-on-page";
import { findSession } from "./find-session";
import { requestPayment } from "./request-payment";
import { reversePayment } from "./reverse-payment";
import type { ScenarioName } from "./scenarios";
import { serveGraphql } from "./serve-graphql";
import { after } from "./times";
import { verifyPayment } from "./verify-payment";

const merchant_id = "f0e1d2c3-b4a5-4968-8777-665544332211";
const T0 = new Date("2026-11-21T08:00:00Z");
const seconds = (count: number) => after(T0, count * 1_000);
const TERMINAL = String(1_000_000 + (0xf0e1d2c3 % 9_000_000));
const SEEN = "id amount status timeline { refund_amount refund_time refund_status }";
const ADD = `mutation AddRefund($session_id: ID!, $amount: BigInteger!) {
  resource: AddRefund(session_id: $session_id, amount: $amount, method: $method) { terminal_id ${SEEN} } }`;

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});

const ask = (query: string, variables = {}, at = T0, token = `Bearer sandbox-${merchant_id}`) =>
  serveGraphql(db, { authorization: token, input: { query, variables } }, at);

/** A verified payment of 100,000 Rials, and its number. */
async function paid(scenario: ScenarioName | null = null, more = {}) {
  const input = {
    merchant_id,
    amount: 100_000,
    description: "d",
    callback_url: "https://a.example",
  };
  const { body } = await requestPayment(db, { ...input, ...more }, T0);
  const { authority } = (body as { data: { authority: string } }).data;
  const session = await findSession(db, authority);
  if (!session) throw new Error("no session");
  await actOnPage(db, session, "pay", scenario, T0);
  await verifyPayment(db, { merchant_id, authority, amount: Number(session.amount) }, T0);
  return { authority, refId: session.refId, number: String(session.refId - 59_000_000_000n) };
}
const refund = (number: string, amount: number, method = "PAYA", at = T0) =>
  ask(ADD, { session_id: number, amount, method }, at);
// biome-ignore lint/suspicious/noExplicitAny: answers are read by the assertions.
const body = async (answer: Promise<{ body: unknown }>) => (await answer).body as any;
const look = async (number: string, at: Date) =>
  (
    await body(
      ask(
        `query SessionById($terminal_id: ID, $id: ID) { Session(terminal_id: $terminal_id, id: $id) { ${SEEN} } }`,
        { terminal_id: TERMINAL, id: number },
        at,
      ),
    )
  ).data.Session;

describe("sessions by GraphQL", () => {
  it("a token's owner has one terminal, which its merchant id opens", async () => {
    expect(await body(ask("query { Terminals { id key } }"))).toEqual({
      data: { Terminals: [{ id: TERMINAL, key: merchant_id }] },
    });
  });

  it("a session is found by its reference, with the members that were asked for", async () => {
    const { refId, number } = await paid();
    const query =
      "query S($terminal_id: ID!, $reference_id: String) { Session(terminal_id: $terminal_id, reference_id: $reference_id) { id amount status } }";
    const variables = { terminal_id: TERMINAL, reference_id: String(refId) };
    expect(await body(ask(query, variables))).toEqual({
      data: { Session: [{ id: number, amount: 100_000, status: "VERIFIED" }] },
    });
    for (const wrong of [{ terminal_id: "1" }, { reference_id: "59999999999" }]) {
      expect(await body(ask(query, { ...variables, ...wrong }))).toEqual({ data: { Session: [] } });
    }
  });

  it("nobody's token opens nothing", async () => {
    for (const token of ["", "Bearer x", `sandbox-${merchant_id}`]) {
      expect((await ask("query { Terminals { id } }", {}, T0, token)).status).toBe(401);
    }
  });
});

describe("AddRefund", () => {
  it("by PAYA is pending until the cycle, by CARD paid at once", async () => {
    const { number } = await paid();
    expect(await body(refund(number, 30_000))).toEqual({
      data: {
        resource: {
          id: number,
          terminal_id: TERMINAL,
          status: "VERIFIED",
          amount: 100_000,
          timeline: {
            refund_amount: 30_000,
            refund_time: "2026-11-21T11:30:00+03:30",
            refund_status: "PENDING",
          },
        },
      },
    });
    expect((await look(number, seconds(2)))[0].timeline.refund_status).toBe("PENDING");
    expect((await look(number, seconds(3)))[0].timeline.refund_status).toBe("PAID");
    await refund(number, 40_000, "CARD", seconds(9));
    expect((await look(number, seconds(9)))[0].timeline).toEqual({
      refund_amount: 40_000,
      refund_time: "2026-11-21T11:30:09+03:30",
      refund_status: "PAID",
    });
  });

  it("gives back what was paid and no more, under any concurrency", async () => {
    const { number, authority } = await paid();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => body(refund(number, 30_000))),
    );
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(3);
    const rows = (await db.select().from(sandboxRefunds)).filter(
      (row) => row.authority === authority,
    );
    expect(rows).toHaveLength(3);
    expect((await findSession(db, authority))?.refundedRials).toBe(90_000n);
  });

  it.each([
    [{ session_id: undefined }, "The session id field is required."],
    [{ amount: 19_999 }, "The amount must be at least 20000."],
    [{ amount: "x" }, "The amount must be an integer."],
    [{ amount: 100_010 }, "The refund is more than what is left of the session."],
    [{ method: "SATNA" }, "The selected method is invalid."],
    [{ session_id: "1" }, "The session was not found."],
  ])("%o is refused in words: %s", async (change, message) => {
    const { number } = await paid();
    const variables = { session_id: number, amount: 30_000, method: "PAYA", ...change };
    expect(await body(ask(ADD, variables))).toMatchObject({
      data: { resource: null },
      errors: [{ message }],
    });
  });

  it("a reversed payment is not refunded, a refunded one not reversed", async () => {
    const [reversed, refunded] = [await paid(), await paid()];
    await reversePayment(db, { merchant_id, authority: reversed.authority }, T0);
    expect((await body(refund(reversed.number, 30_000))).errors).toHaveLength(1);
    await refund(refunded.number, 30_000);
    const answer = await body(
      reversePayment(db, { merchant_id, authority: refunded.authority }, T0),
    );
    expect(answer.errors.code).toBe(-60);
  });

  it("another merchant's session is not there", async () => {
    const { number } = await paid();
    const stranger = `Bearer sandbox-${merchant_id.replace("f0", "0f")}`;
    const variables = { session_id: number, amount: 30_000, method: "PAYA" };
    expect((await body(ask(ADD, variables, T0, stranger))).errors[0].readable_code).toBe(
      "session_not_found",
    );
  });
});

describe("scripted faults", () => {
  it.each([
    ["refund_refused", 200, 0n],
    ["refund_timeout_before_commit", 502, 0n],
    ["refund_timeout_after_commit", 502, 30_000n],
    ["refund_server_error", 500, 0n],
  ] as const)("%s", async (scenario, status, refunded) => {
    const { number, authority } = await paid(scenario);
    const answer = await refund(number, 30_000);
    expect(answer.status).toBe(status);
    expect(answer.holdMs > 0).toBe(scenario.includes("timeout"));
    expect((await findSession(db, authority))?.refundedRials).toBe(refunded);
  });

  it("a payout that the bank rejects leaves the money there", async () => {
    const { number, authority } = await paid("refund_payout_rejected");
    await refund(number, 100_000);
    expect((await look(number, seconds(1)))[0].timeline.refund_status).toBe("PENDING");
    expect((await look(number, seconds(4)))[0].timeline.refund_status).toBe("REJECTED");
    expect((await findSession(db, authority))?.refundedRials).toBe(0n);
  });
});

it("the door speaks over HTTP and takes POST only", async () => {
  const request = new Request("http://localhost:3000/sandbox/zarinpal/api/v4/graphql", {
    method: "POST",
    headers: { authorization: `Bearer sandbox-${merchant_id}` },
    body: JSON.stringify({ query: "query { Terminals { id } }" }),
  });
  const response = await POST(request);
  expect([response.status, await response.json()]).toEqual([
    200,
    { data: { Terminals: [{ id: TERMINAL }] } },
  ]);
});
