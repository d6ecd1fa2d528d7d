import { z } from "zod";
import { isCardNumber } from "@/lib/iran/card";
import { normalizeMobile } from "@/lib/iran/mobile";
import { AMOUNT_RIALS_MAX, AMOUNT_RIALS_MIN, CURRENCIES, toRials } from "@/lib/money/rials";
import { RETURN_URL_CHARS_MAX, returnUrlFault } from "./return-url";

const orderId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\x21-\x7e]+$/);

// z.int() also refuses what a double cannot hold exactly; that is an amount too large or too small.
const amount = z.int({
  error: (issue) =>
    issue.code === "too_big"
      ? "amount_too_large"
      : issue.code === "too_small"
        ? "amount_too_small"
        : undefined,
});

const mobile = z.string().transform((text, ctx) => {
  const stored = normalizeMobile(text);
  if (stored === null) ctx.addIssue("invalid_mobile");
  return stored;
});

const metadata = z
  .record(z.string().max(40), z.union([z.string().max(500), z.number(), z.boolean(), z.null()]))
  .refine((members) => Object.keys(members).length <= 20, "too_many");

/** Body of POST /v1/pay/request (client-api.md §3). */
export const requestBody = z
  .strictObject({
    order_id: orderId,
    amount,
    currency: z.enum(CURRENCIES, "invalid_currency"),
    description: z.string().min(1).max(255),
    return_url: z
      .string()
      .max(RETURN_URL_CHARS_MAX)
      // Whether its origin is the app's is for the verb to say.
      .refine((text) => returnUrlFault(text) === null, "return_url_not_allowed"),
    payer: z
      .strictObject({
        name: z.string().max(100).nullish(),
        mobile: mobile.nullish(),
        email: z.email().max(254).nullish(),
      })
      .optional(),
    card_pan: z.string().refine(isCardNumber, "invalid_card").optional(),
    expires_in: z.int().min(300).max(86_400).default(1800),
    metadata: metadata.default({}),
    method: z.string().max(40).default("card"),
    locale: z.enum(["fa", "en"]).default("fa"),
  })
  .check((ctx) => {
    const rials = toRials(ctx.value.amount, ctx.value.currency);
    const message =
      rials < AMOUNT_RIALS_MIN
        ? "amount_too_small"
        : rials > AMOUNT_RIALS_MAX
          ? "amount_too_large"
          : null;
    if (message) ctx.issues.push({ code: "custom", path: ["amount"], message, input: ctx.value });
  });
export type RequestInput = z.output<typeof requestBody>;

/** Body of POST /v1/pay/inquiry: exactly one of the three (client-api.md §4). */
export const inquiryBody = z
  .strictObject({
    id: z.string().max(64).optional(),
    order_id: orderId.optional(),
    authority: z.string().max(64).optional(),
  })
  .refine(
    (body) => Object.values(body).filter((value) => value !== undefined).length === 1,
    "exactly_one_required",
  );
export type InquiryInput = z.output<typeof inquiryBody>;
