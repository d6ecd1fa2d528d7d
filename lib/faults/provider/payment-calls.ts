import type { Bank } from "./bank";
import { visibleState } from "./session";

export type Answer = { status: number; body: string };
export type Body = Record<string, unknown>;

const success = (data: object): Answer => ({
  status: 200,
  body: JSON.stringify({ data, errors: [] }),
});
/** ZarinPal docs: https://www.zarinpal.com/docs/paymentGateway/errorList */
export const failure = (code: number, message: string, status = 401): Answer => ({
  status,
  body: JSON.stringify({ data: {}, errors: { message, code, validations: [] } }),
});

/** ZarinPal's REST calls as far as the broker makes them. Answering is what changes the truth. */
export function answerPayment(bank: Bank, call: string, body: Body): Answer {
  if (call === "request") {
    const session = bank.open(String(body.merchant_id), Number(body.amount));
    const fees = { fee: 1200, fee_type: "Merchant" };
    return success({ authority: session.authority, ...fees, code: 100, message: "Success" });
  }
  if (call === "unVerified") return unverified(bank, String(body.merchant_id));
  const session = bank.find(String(body.authority));
  if (!session || session.merchantId !== body.merchant_id) {
    return failure(-54, "Invalid authority.");
  }
  const state = visibleState(session);
  if (call === "inquiry") return success({ status: state, code: 100, message: "Success" });
  if (call === "reverse") {
    if (state !== "VERIFIED" && state !== "PAID") {
      return failure(-61, "Session is not in success status.");
    }
    if (session.refunds.length > 0) return failure(-60, "Session can not be reversed with bank.");
    session.state = "REVERSED";
    return success({ code: 100, message: "Reversed" });
  }
  if (call !== "verify") return failure(-9, `no such call: ${call}`, 422);
  if (state !== "PAID" && state !== "VERIFIED") {
    return failure(-51, "Session is not valid, session is not active paid try.");
  }
  if (session.amountRials !== Number(body.amount)) {
    return failure(-50, "Session is not valid, amounts values is not the same.");
  }
  if (state === "PAID") session.verifications++;
  session.state = "VERIFIED";
  return success({
    code: state === "PAID" ? 100 : 101,
    message: state === "PAID" ? "Paid" : "Verified",
    card_hash: "0866A6EAEA5CB085E4CF6EF19296BF19647552DD5F96F1E530DB3AE61837EFE7",
    card_pan: "999999******9999",
    ref_id: session.refId,
    fee_type: "Merchant",
    fee: 1200,
    order_id: null,
  });
}

const UNVERIFIED_MAX = 100;

function unverified(bank: Bank, merchantId: string): Answer {
  const authorities = bank
    .all()
    .filter((one) => one.merchantId === merchantId && visibleState(one) === "PAID")
    .slice(-UNVERIFIED_MAX)
    .map(({ authority, amountRials, paidAtMs }) => ({
      authority,
      amount: amountRials,
      callback_url: "https://broker.example/callback/zarinpal",
      referer: "/",
      date: tehranTime(paidAtMs).slice(0, 19).replace("T", " "),
    }));
  return success({ code: "100", message: "Success", authorities });
}

const TEHRAN_MS = 3.5 * 3_600_000;

/**
 * As ZarinPal writes it, in Tehran's time, but to the millisecond: where time is made to pass, two refunds
 * of one second must still differ.
 */
export function tehranTime(atMs: number): string {
  return new Date(atMs + TEHRAN_MS).toISOString().replace("Z", "+03:30");
}
