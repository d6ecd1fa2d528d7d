import type { ErrorCode } from "./error-codes";
import { type Input, isBlank, readAmount, readMerchant } from "./read-input";

const AMOUNT_RIALS_MIN = 1_000n;
const AMOUNT_RIALS_MAX = 1_000_000_000n;
const METADATA_TEXTS = ["mobile", "email", "order_id"];

export type NewSession = {
  merchantId: string;
  amount: bigint;
  currency: "IRR" | "IRT";
  amountRials: bigint;
  description: string;
  callbackUrl: string;
  metadata: Record<string, unknown>;
};
type Finding = { code: ErrorCode; field: string; findings?: string[] };

/** Check a request call as ZarinPal's validator does: texts and all, one finding for each field. */
export function validateRequest(input: Input): NewSession | Finding {
  const found: [field: string, text: string][] = [];
  const merchant = readMerchant(input);
  if ("finding" in merchant) found.push(["merchant_id", merchant.finding]);

  const currency = input.currency ?? "IRR";
  if (currency !== "IRR" && currency !== "IRT") {
    found.push(["currency", "The selected currency is invalid."]);
  }
  const amount = readAmount(input.amount);
  const amountRials = amount === null ? 0n : currency === "IRT" ? amount * 10n : amount;
  if (isBlank(input.amount)) found.push(["amount", "The amount field is required."]);
  else if (amount === null) found.push(["amount", "The amount must be an integer."]);
  else if (amountRials < AMOUNT_RIALS_MIN) {
    found.push(["amount", `The amount must be at least ${AMOUNT_RIALS_MIN}.`]);
  }
  const { description, callback_url: callbackUrl, metadata } = input;
  for (const [field, text] of [
    ["callback_url", findUrlFault(callbackUrl)],
    ["description", findDescriptionFault(description)],
    ["metadata", findMetadataFault(metadata)],
  ] as const) {
    if (text) found.push([field, text]);
  }

  const [first] = found;
  if (first || "finding" in merchant || amount === null) {
    return { code: -9, field: first?.[0] ?? "amount", findings: found.map(([, text]) => text) };
  }
  if (amountRials > AMOUNT_RIALS_MAX) return { code: -41, field: "amount" };
  const wagesFault = findWagesFault(input.wages, amountRials);
  if (wagesFault) return { code: wagesFault, field: "wages" };
  return {
    merchantId: merchant.id,
    amount,
    currency: currency as "IRR" | "IRT",
    amountRials,
    description: description as string,
    callbackUrl: callbackUrl as string,
    // The top-level cardPan is what the Node SDK sends.
    metadata: {
      ...(isBlank(input.cardPan) ? {} : { card_pan: input.cardPan }),
      ...asObject(metadata),
    },
  };
}

/** ZarinPal takes URLs without a scheme too; here they could become a link that runs a script. */
function findUrlFault(url: unknown): string | null {
  if (isBlank(url)) return "The callback url field is required.";
  const valid = typeof url === "string" && /^https?:\/\//i.test(url) && URL.canParse(url);
  return valid ? null : "The callback url format is invalid.";
}

function findDescriptionFault(description: unknown): string | null {
  if (isBlank(description)) return "The description field is required.";
  if (typeof description !== "string") return "The description must be a string.";
  return [...description].length > 500
    ? "The description must not be greater than 500 characters."
    : null;
}

/** Null members are accepted: the PHP SDK always sends them. */
function findMetadataFault(metadata: unknown): string | null {
  const members = asObject(metadata);
  const wrong = METADATA_TEXTS.find(
    (name) => !isBlank(members[name]) && typeof members[name] !== "string",
  );
  return wrong ? `The metadata.${wrong} must be a string.` : null;
}

/** At most 5 shares of at least 10,000 Rials, together at most 99 % of the amount. */
function findWagesFault(wages: unknown, amountRials: bigint): ErrorCode | null {
  if (!Array.isArray(wages)) return null;
  if (wages.length > 5) return -35;
  const shares = wages.map((wage: { amount?: unknown } | null) => readAmount(wage?.amount) ?? 0n);
  if (shares.some((share) => share < 10_000n)) return -36;
  const total = shares.reduce((sum, share) => sum + share, 0n);
  return total * 100n > amountRials * 99n ? -32 : null;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
