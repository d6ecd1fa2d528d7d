import { z } from "zod";
import type { Explanation } from "../explanation";

const SAID: Record<string, { fa: string; en: string }> = {
  PENDING: { fa: "استرداد پذیرفته شد و در نوبت واریز است.", en: "Taken over, to be paid out." },
  IN_PROGRESS: { fa: "در حال واریز است.", en: "Being paid out." },
  PAID: { fa: "واریز شد.", en: "Paid out." },
  SUCCESS: { fa: "واریز شد.", en: "Paid out." },
  FAILED: { fa: "واریز انجام نشد.", en: "Not paid out." },
  REJECTED: { fa: "واریز رد شد.", en: "The payout was rejected." },
  BANK_REJECTED: { fa: "بانک واریز را رد کرد.", en: "The bank rejected the payout." },
  REVERSED: { fa: "واریز برگشت خورد.", en: "The payout came back." },
};
const NO_REFUND = { fa: "استردادی ثبت نشده است.", en: "No refund is recorded." };
const FOUND = { fa: "پیدا شد.", en: "Found." };
const NONE_FOUND = { fa: "چیزی پیدا نشد.", en: "Nothing was found." };
const REFUSED = "زرین‌پال درخواست را نپذیرفت.";

const error = z.object({
  message: z.string().optional(),
  readable_code: z.string().optional(),
  extensions: z.object({ category: z.string().optional() }).optional(),
});
const answer = z.object({
  errors: z.array(error).min(1).optional(),
  data: z.record(z.string(), z.unknown()).nullish(),
});
const timeline = z.object({
  timeline: z.object({ refund_status: z.string().nullish() }).nullish(),
});

/** What an answer of the GraphQL API says, for people: its error in words, or where a refund stands. */
export function explainGraphql(body: unknown): Explanation | null {
  const read = answer.safeParse(body).data;
  if (!read) return null;
  const [refused] = read.errors ?? [];
  if (refused) {
    const code = refused.readable_code ?? refused.extensions?.category ?? "errors";
    return say(code, { fa: REFUSED, en: refused.message ?? "Refused." });
  }
  const found = Object.values(read.data ?? {})[0];
  if (found === undefined) return null;
  const one = Array.isArray(found) ? found[0] : found;
  if (one === undefined || one === null) return say("EMPTY", NONE_FOUND);
  const shown = timeline.safeParse(one).data?.timeline;
  if (shown === undefined || shown === null) return say("OK", FOUND);
  const status = shown.refund_status;
  return status ? say(status, SAID[status] ?? { fa: status, en: status }) : say("OK", NO_REFUND);
}

const say = (code: string, words: { fa: string; en: string }): Explanation => ({
  code,
  ...words,
  party: null,
  state: null,
  feeBy: null,
});
