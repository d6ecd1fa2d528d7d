import { z } from "zod";
import type { OpenInput, SessionState, UnverifiedPayment, Verified } from "../port";
import { DESCRIPTION_CHARACTERS_MAX } from "./limits";

export type WireUnit = "IRR" | "IRT";

/** A share of a payment that settles to another account; Rials. ZarinPal docs: https://www.zarinpal.com/docs/paymentGateway/moreFeatures/setshare */
export type Wage = { iban: string; amountRials: bigint; description: string };

/**
 * An amount as ZarinPal takes it.
 * @throws RangeError when it has no exact form in the unit: the broker refuses such amounts beforehand
 */
export function wireAmount(amountRials: bigint, unit: WireUnit): number {
  if (unit === "IRT" && amountRials % 10n !== 0n) {
    throw new RangeError(`${amountRials} Rials are no whole number of Tomans`);
  }
  const amount = Number(unit === "IRT" ? amountRials / 10n : amountRials);
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new RangeError(`amount ${amountRials}`);
  return amount;
}

/**
 * The body of a request call. The currency is always named: the default has changed meaning between
 * their APIs. Members of `metadata` must be texts (an integer order_id is refused), unset ones are left out.
 * ZarinPal docs: https://www.zarinpal.com/docs/paymentGateway/connectToGateway
 */
export function requestBody(
  merchantId: string,
  input: OpenInput,
  unit: WireUnit,
  wages: readonly Wage[] = [],
): Record<string, unknown> {
  const { mobile, email, cardPan } = input;
  return {
    merchant_id: merchantId,
    amount: wireAmount(input.amountRials, unit),
    currency: unit,
    description: [...input.description].slice(0, DESCRIPTION_CHARACTERS_MAX).join(""),
    callback_url: input.callbackUrl,
    metadata: {
      ...(mobile === null ? {} : { mobile }),
      ...(email === null ? {} : { email }),
      ...(cardPan === null ? {} : { card_pan: cardPan }),
      order_id: input.orderId,
    },
    ...(wages.length === 0 ? {} : { wages: wages.map(wireWage) }),
  };
}

const wireWage = ({ iban, amountRials, description }: Wage) => ({
  iban,
  amount: wireAmount(amountRials, "IRR"),
  description,
});

/** Digits as a number or as text; anything else counts as absent. */
const digits = z
  .union([z.number().int().nonnegative(), z.string()])
  .transform((value) => String(value).trim())
  .pipe(z.string().regex(/^\d{1,40}$/));
const optionalDigits = digits.nullish().catch(null);
/** A fee never makes a payment unreadable. */
const feeRials = optionalDigits.transform((text) => (text ? BigInt(text) : null));
/** Who pays the fee. What the shopper pays on top costs the merchant nothing. */
const feeType = z.string().nullish().catch(null);
const merchantFee = (fee: bigint | null, type: string | null | undefined) =>
  fee !== null && type === "Payer" ? 0n : fee;

/** 36 characters. Real ones start with A or S; doubles of others do not always, so only the form is asked. */
export const AUTHORITY = /^[0-9A-Za-z]{36}$/;

export const openedData = z
  .object({ authority: z.string().regex(AUTHORITY), fee: feeRials, fee_type: feeType })
  .transform(({ authority, fee, fee_type }) => ({
    token: authority,
    feeRials: merchantFee(fee, fee_type),
  }));

/** Six and four digits with stars between; a whole number would be masked, anything else dropped. */
const maskedPan = z
  .string()
  .transform((pan) => pan.trim().match(/^(\d{6}).{2,9}(\d{4})$/))
  .transform((match) => (match ? `${match[1]}******${match[2]}` : null))
  .nullish()
  .catch(null);

/** Nothing but the code is needed to believe a payment: ref_id was seen missing on 101. */
export const verifiedData = z
  .object({
    ref_id: optionalDigits,
    card_pan: maskedPan,
    card_hash: z.string().min(1).max(128).nullish().catch(null),
    fee: feeRials,
    fee_type: feeType,
  })
  .transform(
    ({ ref_id, card_pan, card_hash, fee, fee_type }): Omit<Verified, "repeated"> => ({
      refId: ref_id ?? null,
      cardPan: card_pan ?? null,
      cardHash: card_hash ?? null,
      feeRials: merchantFee(fee, fee_type),
    }),
  );

const STATES: Record<string, SessionState> = {
  IN_BANK: "pending",
  PAID: "paid",
  VERIFIED: "verified",
  FAILED: "failed",
  REVERSED: "reversed",
};
/** ZarinPal docs: https://www.zarinpal.com/docs/paymentGateway/otherMethods/Inquiry */
export const inquiryData = z
  .object({ status: z.string().transform((status) => STATES[status.toUpperCase()]) })
  .transform(({ status }) => status)
  .pipe(z.enum(["pending", "paid", "verified", "failed", "reversed"]));

/**
 * Amounts are read as Rials; no unit is documented, so they only tell which payments to verify.
 * ZarinPal docs: https://www.zarinpal.com/docs/paymentGateway/otherMethods/unVerified
 */
export const unverifiedData = z
  .object({
    authorities: z.array(
      z.object({ authority: z.string().regex(AUTHORITY), amount: digits, date: z.string() }),
    ),
  })
  .transform(({ authorities }) =>
    authorities.map(
      ({ authority, amount, date }): UnverifiedPayment => ({
        token: authority,
        amountRials: BigInt(amount),
        paidAt: isoFromTehran(date),
      }),
    ),
  );

/** `2020-07-01 17:33:25` carries no zone; Tehran's is assumed, which has had no summer time since 2022. */
function isoFromTehran(date: string): string {
  const at = new Date(`${date.trim().replace(" ", "T")}+03:30`);
  return Number.isNaN(at.getTime()) ? date : at.toISOString();
}

export const feeData = z
  .object({ fee: digits })
  .transform(({ fee }) => ({ feeRials: BigInt(fee) }));
