import { expect, test } from "vitest";
import { explainCode, explainExchange } from "./explain";

const of = (call: string, body: unknown, status = 200) =>
  explainExchange("zarinpal", { call, response: { status, body } });

test("a refusal is told in the provider's own words, in both languages, and whose doing it is", () => {
  const body = {
    data: [],
    errors: { code: -51, message: "Session is not valid, session is not active paid try." },
  };
  expect(of("verify", body, 401)).toEqual({
    code: "-51",
    en: "Session is not valid, session is not active paid try.",
    fa: "پرداخت ناموفق.",
    party: "payer",
    state: null,
    feeBy: null,
  });
});

test.each([
  ["IN_BANK", "pending"],
  ["PAID", "paid"],
  ["REVERSED", "reversed"],
  ["SOMETHING_NEW", null],
])("an inquiry that says %s is a session that is %s", (status, state) => {
  const body = { data: { code: 100, message: "Success", status }, errors: [] };
  expect(of("inquiry", body)).toMatchObject({ code: "100", state });
});

test("who bears the fee is told where the answer says so", () => {
  const data = { code: 100, ref_id: 1, fee: 1200 };
  const feeBy = (fee_type?: string) =>
    of("verify", { data: { ...data, fee_type }, errors: [] })?.feeBy;
  expect([feeBy("Merchant"), feeBy("Payer"), feeBy("Other"), feeBy()]).toEqual([
    "merchant",
    "payer",
    null,
    null,
  ]);
});

test("a repeated verify has its own code, and a verify has no session state", () => {
  const body = { data: { code: 101, status: "PAID" }, errors: [] };
  expect(of("verify", body)).toMatchObject({ code: "101", state: null });
});

test.each([null, "<html>Bad gateway</html>", '{"data":{"code":100…', [], {}])(
  "%j says nothing",
  (body) => expect(of("verify", body, 502)).toBeNull(),
);

test("what never came back says nothing, and so does a provider we have no words of", () => {
  expect(explainExchange("zarinpal", { call: "verify", response: null })).toBeNull();
  const response = { status: 200, body: { data: { code: 100 }, errors: [] } };
  expect(explainExchange("nobody", { call: "verify", response })).toBeNull();
  expect(explainCode("nobody", "-51")).toBeNull();
});

test("a code that no document lists still gets a sentence, and blames nobody", () => {
  expect(explainCode("zarinpal", "-777")).toMatchObject({ party: null, en: "Code -777." });
  expect(explainCode("zarinpal", "-777")?.fa).toContain("-777");
  expect(explainCode("zarinpal", "-14")).toMatchObject({ party: "merchant" });
});

const refund = (refund_status: string | null) => ({ id: "1", timeline: { refund_status } });
test.each([
  ["Terminals", { Terminals: [{ id: "1", key: "****" }] }, "OK", "Found."],
  ["Session", { Session: [refund(null)] }, "OK", "No refund is recorded."],
  ["Session", { Session: [refund("PAID")] }, "PAID", "Paid out."],
  ["Session", { Session: [] }, "EMPTY", "Nothing was found."],
  ["AddRefund", { resource: refund("PENDING") }, "PENDING", "Taken over, to be paid out."],
  ["AddRefund", { resource: refund("BRAND_NEW") }, "BRAND_NEW", "BRAND_NEW"],
])("the refund API's %s of %j says %s: %s", (call, data, code, en) => {
  expect(of(call, { data })).toMatchObject({ code, en, fa: expect.any(String), party: null });
});

test("the refund API's refusals are told in its words, and what is no answer of its own is not", () => {
  const errors = [{ message: "Not active.", readable_code: "refund_not_active" }];
  expect(of("AddRefund", { errors, data: { resource: null } })).toMatchObject({
    code: "refund_not_active",
    en: "Not active.",
  });
  for (const body of ["<html>", { message: "Unauthenticated." }, null, []]) {
    expect(of("AddRefund", body)).toBeNull();
  }
});
