import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenInput } from "../port";
import { createZarinpal } from "./driver";

/** Bodies that others recorded from ZarinPal or that its documents print, and shapes its SDKs expect. */
let reply: { status: number; body: string };
let asked: { path: string; body: Record<string, unknown> };
let server: Server;
let baseUrl: string;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    asked = { path: request.url ?? "", body: JSON.parse(text) };
    response.writeHead(reply.status).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const zarinpal = createZarinpal({ unit: "IRR" });
const MERCHANT = "1344b5d4-0048-11e8-94db-005056a205be";
const account = () => ({ baseUrl, credential: MERCHANT });
const TOKEN = "A0000000000000000000000000000wwOGYpd";
const INPUT: OpenInput = {
  amountRials: 10_000n,
  description: "d".repeat(600),
  callbackUrl: "https://broker.example/callback",
  orderId: "7",
  mobile: null,
  email: null,
  cardPan: null,
};
const open = (body: string, status = 200) => {
  reply = { status, body };
  return zarinpal.open(account(), INPUT);
};
const verify = (body: string, status = 200) => {
  reply = { status, body };
  return zarinpal.verify(account(), { token: TOKEN, amountRials: 10_000n });
};

describe("request", () => {
  it.each([
    // Printed in the documents; recorded in the sandbox; the same without fee_type.
    [
      `{"data":{"code":100,"message":"Success","authority":"${TOKEN}","fee_type":"Merchant","fee":100},"errors":[]}`,
      TOKEN,
      100n,
    ],
    [
      `{"data":{"authority":"S00000000000000000000000000000n8jggj","fee":3000,"fee_type":"Merchant","code":100,"message":"Success"},"errors":[]}`,
      "S00000000000000000000000000000n8jggj",
      3_000n,
    ],
    [
      `{"data":{"authority":"S000000000000000000000000000006dgjry","fee":4500,"code":100,"message":"Success"},"errors":[]}`,
      "S000000000000000000000000000006dgjry",
      4_500n,
    ],
    [`{"data":{"code":"100","authority":"${TOKEN}","fee":"100"}}`, TOKEN, 100n],
    [`{"data":{"code":100,"authority":"${TOKEN}"},"errors":null}`, TOKEN, null],
    [`{"data":{"code":100,"authority":"${TOKEN}","fee":"?"},"errors":{}}`, TOKEN, null],
  ])("accepts %s", async (body, token, feeRials) => {
    expect(await open(body)).toMatchObject({ outcome: "accepted", value: { token, feeRials } });
  });

  it.each([
    // data as an empty list; the message is the finding; a metadata type, HTTP 422; the terminal.
    [
      200,
      `{"data":[],"errors":{"code":-9,"message":"The input params invalid, validation error.","validations":[{"description":"The description field is required."}]}}`,
      "-9",
      "The input params invalid, validation error. The description field is required.",
    ],
    [
      422,
      `{"data":{},"errors":{"message":"The amount must be at least 1000.","code":-9,"validations":[]}}`,
      "-9",
      "The amount must be at least 1000.",
    ],
    [
      422,
      `{"message":"The amount must be at least 1000.","code":-9,"validations":[]}`,
      "-9",
      "The amount must be at least 1000.",
    ],
    [
      422,
      `{"data":{},"errors":{"message":"The metadata.mobile must be a string.","code":-9,"validations":[]}}`,
      "-9",
      "The metadata.mobile must be a string.",
    ],
    [
      401,
      `{"data":[],"errors":{"code":-10,"message":"Terminal is not valid, please check merchant_id or ip address.","validations":[]}}`,
      "-10",
      "Terminal is not valid, please check merchant_id or ip address.",
    ],
    // errors as a list; validations keyed by field; no words at all; keyed by field.
    [
      200,
      `{"data":{},"errors":[{"message":"The metadata.mobile must be a string.","code":-9,"validations":[]},{"message":"other","code":-10}]}`,
      "-9",
      "The metadata.mobile must be a string.",
    ],
    [
      422,
      `{"data":{},"errors":{"message":"Invalid","code":"-9","validations":{"merchant_id":["The merchant id field is required."]}}}`,
      "-9",
      "Invalid The merchant id field is required.",
    ],
    [
      500,
      `{"data":{},"errors":{"code":-11}}`,
      "-11",
      "Terminal is not active, please contact our support team.",
    ],
    [
      422,
      `{"message":"Bad","errors":{"merchant_id":["The merchant id is bad.","-53"]}}`,
      "-53",
      "Bad",
    ],
    [200, `{"data":{"code":-33},"errors":[]}`, "-33", "Wages floating is not valid."],
  ])("HTTP %i %s is refused with %s", async (status, body, code, message) => {
    expect(await open(body, status)).toMatchObject({
      outcome: "refused",
      refusal: { code, message, messageFa: expect.stringMatching(/[آ-ی]/) },
    });
  });

  it.each([
    [200, `{"data":{"code":100,"message":"Success"},"errors":[]}`, "unreadable"],
    [200, `{"data":{"code":100,"authority":"A123"},"errors":[]}`, "unreadable"],
    [200, `{"data":{"code":100,"authority":"${TOKEN.slice(1)}/"},"errors":[]}`, "unreadable"],
    [200, `{"data":{"code":"ok","authority":"${TOKEN}"},"errors":[]}`, "unreadable"],
    [
      200,
      `{"data":{"code":100,"authority":"${TOKEN}"},"errors":{"message":"but no code"}}`,
      "unreadable",
    ],
    [200, "[]", "unreadable"],
    [200, "", "unreadable"],
    [302, "", "unreadable"],
    [403, "<html><h1>403 Forbidden</h1></html>", "unreadable"],
    [429, "<html>slow down</html>", "busy"],
    [401, `{"data":{},"errors":{"code":-12,"message":"To many attempts"}}`, "busy"],
    [429, `{"data":{},"errors":{"code":429,"message":"limit"}}`, "busy"],
    [500, "<html><h1>500</h1></html>", "server_error"],
    [502, "<html><h1>502 Bad Gateway</h1></html>", "server_error"],
    [503, `{"message":"Server Error"}`, "server_error"],
    [401, `{"data":{},"errors":{"code":-52,"message":"Oops!!"}}`, "contradiction"],
    [200, `{"data":{},"errors":{"code":7,"message":"?"}}`, "contradiction"],
  ])("HTTP %i %s is unknown: %s", async (status, body, cause) => {
    expect(await open(body, status)).toMatchObject({ outcome: "unknown", cause });
  });

  it("names its currency, sends texts in metadata and cuts the description", async () => {
    await zarinpal.open(account(), {
      ...INPUT,
      mobile: "09123456789",
      cardPan: "6037991234567893",
    });
    expect(asked).toEqual({
      path: "/pg/v4/payment/request.json",
      body: {
        merchant_id: MERCHANT,
        amount: 10_000,
        currency: "IRR",
        description: "d".repeat(500),
        callback_url: INPUT.callbackUrl,
        metadata: { mobile: "09123456789", card_pan: "6037991234567893", order_id: "7" },
      },
    });
    await createZarinpal({ unit: "IRT" }).open(account(), INPUT);
    expect(asked.body).toMatchObject({ amount: 1_000, currency: "IRT" });
  });
});

describe("verify", () => {
  const HASH = "0866A6EAEA5CB085E4CF6EF19296BF19647552DD5F96F1E530DB3AE61837EFE7";
  it.each([
    // The documents' sample; the sandbox's recorded answer; 101; a production answer with texts.
    [
      `{"data":{"code":100,"message":"Verified","card_hash":"${HASH}","card_pan":"502229******5995","ref_id":201,"fee_type":"Merchant","fee":0},"errors":[]}`,
      { refId: "201", cardPan: "502229******5995", cardHash: HASH, feeRials: 0n, repeated: false },
    ],
    [
      `{"data":{"wages":null,"code":100,"message":"Paid","card_hash":"${HASH}","card_pan":"999999******9999","ref_id":2997001,"fee_type":"Merchant","fee":1000,"shaparak_fee":1200,"order_id":null},"errors":[]}`,
      {
        refId: "2997001",
        cardPan: "999999******9999",
        cardHash: HASH,
        feeRials: 1_000n,
        repeated: false,
      },
    ],
    [
      `{"data":{"code":101,"message":"Verified","ref_id":201,"card_pan":"502229******5995"},"errors":[]}`,
      { refId: "201", cardPan: "502229******5995", cardHash: null, feeRials: null, repeated: true },
    ],
    [
      `{"data":{"wages":[],"code":"100","ref_id":"59421827101","shaparak_fee":"1200","fee":"350"},"errors":[]}`,
      { refId: "59421827101", cardPan: null, cardHash: null, feeRials: 350n, repeated: false },
    ],
    [
      `{"data":{"code":100,"ref_id":12345678901234567890123},"errors":[]}`,
      {
        refId: "12345678901234567890123",
        cardPan: null,
        cardHash: null,
        feeRials: null,
        repeated: false,
      },
    ],
    [
      `{"data":{"code":101,"card_pan":"5022291234565995","ref_id":{}},"errors":{}}`,
      { refId: null, cardPan: "502229******5995", cardHash: null, feeRials: null, repeated: true },
    ],
  ])("accepts %s", async (body, value) => {
    expect(await verify(body)).toMatchObject({ outcome: "accepted", value });
  });

  it.each([
    [
      200,
      `{"data":{},"errors":{"message":"Session is not valid, session is not active paid try.","code":-51,"validations":[]}}`,
      "-51",
      "not_paid",
    ],
    [
      401,
      `{"data":[],"errors":{"code":-50,"message":"Session is not valid, amounts values is not the same.","validations":[]}}`,
      "-50",
      "amount_mismatch",
    ],
    [
      401,
      `{"data":[],"errors":{"code":-53,"message":"Session is not this merchant_id session","validations":[]}}`,
      "-53",
      "no_session",
    ],
    [
      200,
      `{"data":[],"errors":{"message":"Invalid authority.","code":-54,"validations":[]}}`,
      "-54",
      "no_session",
    ],
    [
      422,
      `{"message":"Invalid authority","errors":{"authority":["Invalid authority.","-54"]}}`,
      "-54",
      "no_session",
    ],
    [
      401,
      `{"data":[],"errors":{"code":"-55","message":"manual payment request not found.","validations":[]}}`,
      "-55",
      "no_session",
    ],
  ])("HTTP %i %s is refused: %s %s", async (status, body, code, kind) => {
    expect(await verify(body, status)).toMatchObject({
      outcome: "refused",
      refusal: { code, kind },
    });
  });

  it.each([-9, -10, -11, -13, -14, -15, -16, -17, -18, -19, -30, -41, -52, -60, -999])(
    "%i says nothing of the payment: unknown, with the refusal kept",
    async (code) => {
      const body = JSON.stringify({ data: {}, errors: { code, message: "words" } });
      expect(await verify(body, 401)).toMatchObject({
        outcome: "unknown",
        cause: "contradiction",
        refusal: { code: String(code), message: "words" },
      });
    },
  );

  it("too many attempts is busy", async () => {
    const body = `{"data":{},"errors":{"code":-12,"message":"To many attempts"}}`;
    expect(await verify(body)).toMatchObject({ outcome: "unknown", cause: "busy" });
  });

  it.each([
    [502, "<html>", "server_error"],
    [404, "<html>", "unreadable"],
    [200, `{"data":{"code":102},"errors":[]}`, "contradiction"],
    [200, `{"data":[],"errors":[]}`, "unreadable"],
  ])("HTTP %i %s is unknown: %s", async (status, body, cause) => {
    expect(await verify(body, status)).toMatchObject({ outcome: "unknown", cause });
  });

  it("sends the amount in the session's unit and no currency", async () => {
    await createZarinpal({ unit: "IRT" }).verify(account(), { token: TOKEN, amountRials: 10_000n });
    expect(asked).toEqual({
      path: "/pg/v4/payment/verify.json",
      body: { merchant_id: MERCHANT, amount: 1_000, authority: TOKEN },
    });
  });
});

describe("the other calls", () => {
  const answerWith = (body: string, status = 200) => {
    reply = { status, body };
  };

  it("inquiry reads every status and nothing else", async () => {
    for (const [status, value] of [
      ["IN_BANK", "pending"],
      ["PAID", "paid"],
      ["VERIFIED", "verified"],
      ["FAILED", "failed"],
      ["REVERSED", "reversed"],
    ]) {
      answerWith(`{"data":{"status":"${status}","code":100,"message":"Success"},"errors":[]}`);
      expect(await zarinpal.inquire?.(account(), TOKEN)).toMatchObject({
        outcome: "accepted",
        value,
      });
    }
    answerWith(`{"data":{"status":"DREAMING","code":100},"errors":[]}`);
    expect(await zarinpal.inquire?.(account(), TOKEN)).toMatchObject({ cause: "unreadable" });
    answerWith(
      `{"message":"Invalid authority","errors":{"authority":["Invalid authority.","-54"]}}`,
      422,
    );
    expect(await zarinpal.inquire?.(account(), TOKEN)).toMatchObject({ refusal: { code: "-54" } });
  });

  it("unVerified reads the documents' sample, with its text code and Tehran's time", async () => {
    answerWith(`{"data":{"code":"100","message":"Success","authorities":[
      {"authority":"A00000000000000000000000000207288780","amount":50500,"callback_url":"https://golroz.com/vpay","referer":"https://golroz.com/test-form/","date":"2020-12-01 17:33:25"},
      {"authority":"A00000000000000000000000000206873220","amount":11100,"callback_url":"zarin_link","referer":"/","date":"soon"}]}}`);
    expect(await zarinpal.listUnverified?.(account())).toMatchObject({
      outcome: "accepted",
      value: [
        {
          token: "A00000000000000000000000000207288780",
          amountRials: 50_500n,
          paidAt: "2020-12-01T14:03:25.000Z",
        },
        { amountRials: 11_100n, paidAt: "soon" },
      ],
    });
  });

  it("reverse reads both of the documents' samples", async () => {
    answerWith(`{"data":{"code":100,"message":"Reversed"},"errors":[]}`);
    expect(await zarinpal.reverse?.(account(), TOKEN)).toMatchObject({ outcome: "accepted" });
    answerWith(
      `{"data":{},"errors":{"message":"Session can not be reversed with bank.","code":-60,"validations":[]}}`,
    );
    expect(await zarinpal.reverse?.(account(), TOKEN)).toMatchObject({
      outcome: "refused",
      refusal: { code: "-60" },
    });
  });

  it("feeCalculation reads the documents' sample and always asks in Rials", async () => {
    answerWith(
      `{"data":{"amount":100000,"fee":4200,"fee_type":"Merchant","suggested_amount":104329,"code":100,"message":"Success"},"errors":[]}`,
    );
    const toman = createZarinpal({ unit: "IRT" });
    expect(await toman.fee?.(account(), 100_000n)).toMatchObject({ value: { feeRials: 4_200n } });
    expect(asked.body).toMatchObject({ amount: 100_000, currency: "IRR" });
  });

  it("an exchange masks what the answer echoes and keeps at most 4 KiB of it", async () => {
    const echo = `{"data":{},"errors":{"code":-9,"message":"bad ${MERCHANT}, 6037991234567893, 09123456789","validations":[]}}`;
    const short = JSON.stringify((await open(echo)).exchange);
    expect(short).toContain("603799******7893");
    expect(short).not.toMatch(/1344b5d4|6037991234567893|09123456789/);
    const long = await open(`{"data":{},"errors":{"code":-9,"message":"${"m".repeat(9_000)}"}}`);
    expect(String(long.exchange.response?.body).length).toBeLessThanOrEqual(4 * 1024 + 1);
    expect(long).toMatchObject({ refusal: { message: "m".repeat(300) } });
  });
});
