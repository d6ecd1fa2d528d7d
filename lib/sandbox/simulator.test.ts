import { beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/lib/testing/test-context";
import { type Act, actOnPage } from "./act-on-page";
import type { WireAnswer } from "./answer";
import { calculateFee } from "./calculate-fee";
import { findSession, visitSession } from "./find-session";
import { inquirePayment } from "./inquire-payment";
import { listUnverified } from "./list-unverified";
import { requestPayment } from "./request-payment";
import { reversePayment } from "./reverse-payment";
import {
  asScenario,
  SCENARIO_NAMES,
  SCENARIOS,
  type ScenarioName,
  scenarioOfAmount,
} from "./scenarios";
import { after } from "./times";
import { verifyPayment } from "./verify-payment";

const merchant_id = "f0e1d2c3-b4a5-4968-8777-665544332211";
const T0 = new Date("2026-11-21T08:00:00Z");
const minutes = (count: number) => after(T0, count * 60_000);
const seconds = (count: number) => after(T0, count * 1_000);
const INPUT = {
  merchant_id,
  amount: 20_000,
  description: "d",
  callback_url: "https://shop.example/back?order=7#top",
  metadata: { mobile: null, order_id: "o-1" },
};

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});

const open = async (input: Record<string, unknown> = {}) => {
  const { body } = await requestPayment(db, { ...INPUT, ...input }, T0);
  return (body as { data: { authority: string } }).data.authority;
};
const act = async (authority: string, what: Act, scenario: ScenarioName | null = null, at = T0) => {
  const session = await findSession(db, authority);
  if (!session) throw new Error("no session");
  return actOnPage(db, session, what, scenario, at);
};
const verify = (authority: string, at = T0, amount: unknown = 20_000) =>
  verifyPayment(db, { merchant_id, authority, amount }, at);
const inquire = async (authority: string, at = T0) =>
  ((await inquirePayment(db, { merchant_id, authority }, at)).body as { data: { status: string } })
    .data.status;
const codeOf = ({ body }: WireAnswer) => {
  const { data, errors } = body as { data: { code?: number }; errors: { code?: number } };
  return data.code ?? errors.code;
};

describe("request", () => {
  it("answers as ZarinPal's sandbox, with an authority nobody can guess", async () => {
    const { status, body } = await requestPayment(db, INPUT, T0);
    expect(status).toBe(200);
    expect(body).toEqual({
      data: {
        authority: expect.stringMatching(/^S0{19}[0-9a-z]{16}$/),
        fee: 3_000,
        fee_type: "Merchant",
        code: 100,
        message: "Success",
      },
      errors: [],
    });
  });

  it.each([
    [{ merchant_id: undefined }, "The merchant id field is required."],
    [{ merchant_id: "short" }, "The merchant id must be at least 36 characters."],
    [{ merchant_id: "x".repeat(37) }, "The merchant id must not be greater than 36 characters."],
    [{ merchant_id: "x".repeat(36) }, "The selected merchant id is invalid."],
    [{ amount: undefined }, "The amount field is required."],
    [{ amount: "ten" }, "The amount must be an integer."],
    [{ amount: 1.5 }, "The amount must be an integer."],
    [{ amount: 999 }, "The amount must be at least 1000."],
    [{ amount: 99, currency: "IRT" }, "The amount must be at least 1000."],
    [{ currency: "USD" }, "The selected currency is invalid."],
    [{ callback_url: "" }, "The callback url field is required."],
    [{ callback_url: "javascript:alert(1)" }, "The callback url format is invalid."],
    [{ description: " " }, "The description field is required."],
    [{ description: "d".repeat(501) }, "The description must not be greater than 500 characters."],
    [{ metadata: { mobile: 912 } }, "The metadata.mobile must be a string."],
    [{ metadata: { order_id: 7 } }, "The metadata.order_id must be a string."],
  ])("%o is refused with -9 in the validator's words", async (input, description) => {
    const { status, body } = await requestPayment(db, { ...INPUT, ...input }, T0);
    expect(status).toBe(422);
    expect(body).toEqual({
      data: {},
      errors: {
        message: "The input params invalid, validation error.",
        code: -9,
        validations: [{ description }],
      },
    });
  });

  it.each([
    [{ amount: 1_000_000_001 }, -41],
    [{ wages: Array(6).fill({ iban: "IR", amount: 10_000 }) }, -35],
    [{ wages: [{ iban: "IR", amount: 9_999 }] }, -36],
    [{ wages: [{ iban: "IR", amount: "19900" }] }, -32],
  ])("%o is refused with %i", async (input, code) => {
    expect(codeOf(await requestPayment(db, { ...INPUT, ...input }, T0))).toBe(code);
  });

  it("takes an amount as text and members it does not know", async () => {
    const input = { ...INPUT, amount: "20000", sandBox: true, meta_data: {}, wages: [] };
    expect(codeOf(await requestPayment(db, input, T0))).toBe(100);
  });
});

describe("verify", () => {
  it("pays once, repeats the same data, and takes eleven digits of reference", async () => {
    const authority = await open();
    expect(codeOf(await verify(authority))).toBe(-51);
    await act(authority, "pay");
    const first = (await verify(authority)).body;
    expect(first).toEqual({
      data: {
        wages: null,
        code: 100,
        message: "Paid",
        card_hash: "0866A6EAEA5CB085E4CF6EF19296BF19647552DD5F96F1E530DB3AE61837EFE7",
        card_pan: "999999******9999",
        ref_id: expect.any(Number),
        fee_type: "Merchant",
        fee: 3_000,
        shaparak_fee: 1_200,
        order_id: "o-1",
      },
      errors: [],
    });
    const { data } = first as { data: { ref_id: number } };
    expect(String(data.ref_id)).toHaveLength(11);
    expect((await verify(authority, minutes(60))).body).toEqual({
      data: { ...data, code: 101, message: "Verified" },
      errors: [],
    });
  });

  it("checks authority, owner, payment and amount, in this order", async () => {
    const authority = await open();
    expect(await verify("short")).toMatchObject({ status: 401 });
    expect(codeOf(await verify("short"))).toBe(-54);
    expect(codeOf(await verify("S".repeat(36)))).toBe(-55);
    const foreign = { merchant_id: merchant_id.replace("f0", "0f"), authority, amount: 1 };
    expect(codeOf(await verifyPayment(db, foreign, T0))).toBe(-53);
    expect(codeOf(await verify(authority, T0, 1))).toBe(-51);
    await act(authority, "pay");
    expect(codeOf(await verify(authority, T0, 20_010))).toBe(-50);
    expect(codeOf(await verify(authority, T0, "20000"))).toBe(100);
    expect(codeOf(await verify(authority, T0, 20_010))).toBe(-50);
    expect(codeOf(await verify(authority, T0, null))).toBe(-9);
  });

  it("compares in the unit of the session", async () => {
    const authority = await open({ amount: 2_000, currency: "IRT" });
    await act(authority, "pay");
    expect(codeOf(await verify(authority, T0, 20_000))).toBe(-50);
    expect(codeOf(await verify(authority, T0, 2_000))).toBe(100);
  });

  it("gives 100 to exactly one of fifty parallel calls", async () => {
    const authority = await open();
    await act(authority, "pay");
    const codes = await Promise.all(
      Array.from({ length: 50 }, async () => codeOf(await verify(authority))),
    );
    expect(codes.filter((code) => code === 100)).toHaveLength(1);
    expect(codes.filter((code) => code === 101)).toHaveLength(49);
  });

  it("a session that verifies itself is already verified", async () => {
    const authority = await open({ metadata: { auto_verify: true } });
    await act(authority, "pay");
    expect(await inquire(authority)).toBe("VERIFIED");
    expect(codeOf(await verify(authority))).toBe(101);
  });

  it("a session for one card is paid with that card", async () => {
    const authority = await open({ metadata: { card_pan: "6037991234567893" } });
    await act(authority, "pay");
    expect((await verify(authority)).body).toMatchObject({
      data: { card_pan: "603799******7893", card_hash: expect.stringMatching(/^[0-9A-F]{64}$/) },
    });
  });
});

describe("time", () => {
  it("an unpaid session expires after 30 minutes and cannot be paid then", async () => {
    const authority = await open();
    expect(await inquire(authority, minutes(29))).toBe("IN_BANK");
    expect(await inquire(authority, minutes(30))).toBe("FAILED");
    expect(await act(authority, "pay", null, minutes(30))).toEqual({ kind: "over" });
    expect(codeOf(await verify(authority, minutes(31)))).toBe(-51);
  });

  it("unverified money goes back after 30 minutes", async () => {
    const authority = await open();
    await act(authority, "pay");
    expect(await inquire(authority, minutes(29))).toBe("PAID");
    expect(await inquire(authority, minutes(30))).toBe("FAILED");
    expect(codeOf(await verify(authority, minutes(30)))).toBe(-51);
    expect(codeOf(await verify(authority, minutes(31)))).toBe(-51);
  });

  it("a canceled session stays IN_BANK for a minute, a failed one does not", async () => {
    const [canceled, failed] = [await open(), await open()];
    await act(canceled, "cancel");
    await act(failed, "fail");
    expect(await inquire(canceled, seconds(59))).toBe("IN_BANK");
    expect(await inquire(canceled, seconds(60))).toBe("FAILED");
    expect(await inquire(failed)).toBe("FAILED");
    expect(await act(canceled, "pay", null, seconds(1))).toEqual({ kind: "over" });
  });

  it("a reverse is possible for 30 minutes, once, by the owner", async () => {
    const [soon, late] = [await open(), await open()];
    for (const authority of [soon, late]) {
      expect(codeOf(await reversePayment(db, { merchant_id, authority }, T0))).toBe(-61);
      await act(authority, "pay");
      await verify(authority);
    }
    const foreign = { merchant_id: merchant_id.replace("f0", "0f"), authority: soon };
    expect(codeOf(await reversePayment(db, foreign, T0))).toBe(-53);
    const codes = await Promise.all(
      [1, 2, 3].map(async () =>
        codeOf(await reversePayment(db, { merchant_id, authority: soon }, minutes(30))),
      ),
    );
    expect(codes.sort()).toEqual([-61, -61, 100]);
    expect(codeOf(await reversePayment(db, { merchant_id, authority: late }, minutes(31)))).toBe(
      -63,
    );
    expect(codeOf(await verify(soon))).toBe(-51);
  });

  it.each([
    ["session_expiry", 5],
    ["auto_return", 3],
  ] as const)("%s is over after %i seconds", async (name, count) => {
    const number = String(SCENARIOS[name].number).padStart(2, "0");
    const authority = await open({ amount: Number(`177${number}0`) });
    expect((await findSession(db, authority))?.scenario).toBe(name);
    if (name === "auto_return") {
      expect(await act(authority, "pay", name)).toEqual({ kind: "closed", paid: true });
    }
    expect(await inquire(authority, seconds(count - 1))).not.toBe("FAILED");
    expect(await inquire(authority, seconds(count))).toBe("FAILED");
  });

  it("a payment that shows late shows after 5 seconds", async () => {
    const authority = await open();
    await act(authority, "pay", "delayed_visibility");
    expect(await inquire(authority, seconds(4))).toBe("IN_BANK");
    expect(codeOf(await verify(authority, seconds(4)))).toBe(-51);
    expect(codeOf(await verify(authority, seconds(5)))).toBe(100);
  });
});

describe("the pay page's acts", () => {
  it("return to the shop with its own query kept", async () => {
    const [bought, left] = [await open(), await open()];
    expect(await act(bought, "pay")).toEqual({
      kind: "returned",
      url: `https://shop.example/back?order=7&Authority=${bought}&Status=OK#top`,
    });
    expect(await act(left, "cancel")).toMatchObject({
      url: expect.stringMatching(/&Status=NOK#top$/),
    });
  });

  it("of parallel acts the first decides", async () => {
    const authority = await open();
    const endings = await Promise.all([
      act(authority, "pay"),
      act(authority, "fail"),
      act(authority, "cancel"),
    ]);
    expect(endings.filter(({ kind }) => kind === "over")).toHaveLength(2);
  });

  it("closing changes nothing: the session can still be paid", async () => {
    const authority = await open();
    expect(await act(authority, "close")).toEqual({ kind: "closed", paid: false });
    expect(await act(authority, "pay")).toMatchObject({ kind: "returned" });
  });

  it("lost and doubled returns", async () => {
    expect(await act(await open(), "pay", "lost_callback")).toEqual({ kind: "closed", paid: true });
    expect(await act(await open(), "pay", "duplicate_callback")).toMatchObject({
      kind: "returned_twice",
    });
  });

  it("the first visit's Referer is kept, also when there was none", async () => {
    const [seen, unseen] = [await open(), await open()];
    await visitSession(db, seen, "https://broker.example/", T0);
    await visitSession(db, unseen, null, T0);
    for (const authority of [seen, unseen])
      await visitSession(db, authority, "https://late.example/", T0);
    expect((await findSession(db, seen))?.referer).toBe("https://broker.example/");
    expect((await findSession(db, unseen))?.referer).toBeNull();
  });
});

describe("lists and fees", () => {
  it("unVerified lists at most the last 100, newest first, in Rials and Tehran's time", async () => {
    const mine = { merchant_id: "11111111-2222-4333-8444-555555555555" };
    for (let i = 0; i < 101; i++) {
      const authority = await open({ ...mine, amount: 2_000, currency: "IRT" });
      await act(authority, "pay", null, seconds(i));
    }
    const { body } = await listUnverified(db, mine, minutes(5));
    const { data } = body as { data: { code: string; authorities: Record<string, unknown>[] } };
    expect(body).not.toHaveProperty("errors");
    expect(data.code).toBe("100");
    expect(data.authorities).toHaveLength(100);
    expect(data.authorities[0]).toMatchObject({
      amount: 20_000,
      callback_url: INPUT.callback_url,
      referer: "/",
      date: "2026-11-21 11:31:40",
    });
  });

  it("a fee in the unit that was asked", () => {
    expect(calculateFee({ merchant_id, amount: 100_000 }).body).toMatchObject({
      data: { amount: 100_000, fee: 3_000, suggested_amount: 103_000, code: 100 },
    });
    expect(calculateFee({ merchant_id, amount: 10_000, currency: "IRT" }).body).toMatchObject({
      data: { fee: 300 },
    });
    expect(codeOf(calculateFee({ merchant_id, amount: 10 }))).toBe(-9);
  });
});

describe("scenarios", () => {
  it("each has a number of its own and names in both languages", () => {
    const all = SCENARIO_NAMES.map((name) => SCENARIOS[name]);
    expect(new Set(all.map(({ number }) => number)).size).toBe(all.length);
    for (const { number, fa, en } of all) {
      expect(number).toBeGreaterThan(0);
      expect(number).toBeLessThan(100);
      expect(fa).toMatch(/[آ-ی]/);
      expect(en).toMatch(/[A-Za-z]/);
    }
  });

  it("round amounts behave well, and names from outside are checked", () => {
    expect(scenarioOfAmount(177_000n)).toBeNull();
    expect(scenarioOfAmount(1_250_000n)).toBeNull();
    expect(scenarioOfAmount(177_120n)).toBe("verify_timeout_after_commit");
    expect(asScenario("constructor")).toBeNull();
  });
});
