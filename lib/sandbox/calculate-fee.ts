import { answer, type WireAnswer } from "./answer";
import { type Input, readAmount, readMerchant } from "./read-input";
import { scenarioOfMerchant } from "./scenarios";
import { FEE_RIALS } from "./session";

/** `feeCalculation.json`: what a payment would cost. Makes no session. */
export function calculateFee(input: Input): WireAnswer {
  const merchant = readMerchant(input);
  if ("finding" in merchant) {
    return answer({ code: -9, field: "merchant_id", findings: [merchant.finding] }, null);
  }
  const scenario = scenarioOfMerchant(merchant.id);
  const amount = readAmount(input.amount);
  const toman = input.currency === "IRT";
  if (amount === null || amount * (toman ? 10n : 1n) < 1_000n) {
    const finding = "The amount must be at least 1000.";
    return answer({ code: -9, field: "amount", findings: [finding] }, scenario);
  }
  const fee = toman ? FEE_RIALS / 10 : FEE_RIALS;
  const data = {
    amount: Number(amount),
    fee,
    fee_type: "Merchant",
    suggested_amount: Number(amount) + fee,
    code: 100,
    message: "Success",
  };
  return answer({ data }, scenario);
}
