import { describe, expect, it } from "vitest";
import { getProvider } from "../registry";
import { CODES, persianWords } from "./codes";
import { zarinpal } from "./driver";
import { parseJson } from "./parse-json";
import { requestBody, wireAmount } from "./wire";

const TOKEN = "A0000000000000000000000000000wwOGYpd";

describe("zarinpal", () => {
  it("is in the registry; a name without a driver is a mistake of ours", () => {
    expect(getProvider("zarinpal")).toBe(zarinpal);
    expect(() => getProvider("toString")).toThrow(/no provider driver/);
  });

  it("takes its unit from ZARINPAL_UNIT, Rials by default", () => {
    expect(zarinpal.capabilities()).toMatchObject({ wireUnit: "IRR", reverseWindowSeconds: 1_800 });
  });

  it("hands over with an address in which nothing of the token can act", () => {
    const account = { baseUrl: "https://payment.zarinpal.com", credential: "m" };
    expect(zarinpal.handOff(account, TOKEN)).toEqual({
      method: "GET",
      url: `https://payment.zarinpal.com/pg/StartPay/${TOKEN}`,
    });
    expect(zarinpal.handOff(account, "a/../?b#c")).toMatchObject({
      url: "https://payment.zarinpal.com/pg/StartPay/a%2F..%2F%3Fb%23c",
    });
  });

  it("reads a return; only OK is ok, and a malformed Authority is none", () => {
    expect(zarinpal.parseCallback({ Authority: TOKEN, Status: "OK" })?.hint).toBe("ok");
    for (const Status of ["NOK", "ok", "OK ", ""]) {
      expect(zarinpal.parseCallback({ Authority: TOKEN, Status })?.hint).toBe("not_ok");
    }
    expect(zarinpal.parseCallback({ Authority: TOKEN })).toEqual({ token: TOKEN, hint: "not_ok" });
    for (const Authority of [
      "",
      TOKEN.slice(1),
      `${TOKEN}0`,
      `${TOKEN}\n`,
      `${TOKEN.slice(2)}é0`,
    ]) {
      expect(zarinpal.parseCallback({ Authority, Status: "OK" })).toBeNull();
    }
    expect(zarinpal.parseCallback({ authority: TOKEN, status: "OK" })).toBeNull();
  });
});

describe("the wire", () => {
  it("an amount has one exact form or none", () => {
    expect(wireAmount(1_000_000_000n, "IRR")).toBe(1_000_000_000);
    expect(wireAmount(10_000n, "IRT")).toBe(1_000);
    for (const amount of [0n, -10n, 2n ** 60n]) {
      expect(() => wireAmount(amount, "IRR")).toThrow(RangeError);
    }
    expect(() => wireAmount(15n, "IRT")).toThrow(RangeError);
  });

  it("wages are in Rials and absent when there are none", () => {
    const input = {
      amountRials: 100_000n,
      description: "d",
      callbackUrl: "https://a.example",
      orderId: "1",
      mobile: null,
      email: "a@b.example",
      cardPan: null,
    };
    const wage = { iban: "IR130570028780010957775103", amountRials: 10_000n, description: "share" };
    expect(requestBody("m", input, "IRR")).not.toHaveProperty("wages");
    expect(requestBody("m", input, "IRT", [wage])).toMatchObject({
      amount: 10_000,
      wages: [{ iban: wage.iban, amount: 10_000, description: "share" }],
      metadata: { email: "a@b.example", order_id: "1" },
    });
  });

  it("long integers keep their digits, texts and short numbers stay as they are", () => {
    const text =
      '{"a":12345678901234567890,"b":"x 12345678901234567890 \\"9\\"","c":-1.5e3,"d":[7]}';
    expect(parseJson(text)).toEqual({
      a: "12345678901234567890",
      b: 'x 12345678901234567890 "9"',
      c: -1500,
      d: [7],
    });
    expect(() => parseJson("<html>")).toThrow(SyntaxError);
  });

  it("every code has words in both languages", () => {
    for (const [code, { en, fa }] of Object.entries(CODES)) {
      expect(code).toMatch(/^-?\d+$/);
      expect(en).toMatch(/[A-Za-z]/);
      expect(fa).toMatch(/[آ-ی]/);
      expect(fa).not.toMatch(/[يك]/);
    }
    expect(persianWords("-777")).toContain("-777");
  });
});
