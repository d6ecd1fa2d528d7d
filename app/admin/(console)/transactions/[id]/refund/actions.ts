"use server";

import { action } from "@/lib/http/action";
import { messagesIn } from "@/lib/i18n/messages";
import type { RefundFailureReason } from "@/lib/refunds/failure";
import { requestRefund } from "@/lib/refunds/request-refund";
import type { RefundStatus } from "@/lib/refunds/state";
import { refundInput } from "./refund-input";

/** How a refund stands after it was asked for. */
export type Asked = {
  status: RefundStatus;
  /** For a second person. */
  waiting: boolean;
  /** Why it failed, in both languages, and the provider's code. */
  failure: { fa: string; en: string; code: string | null } | null;
};

/** Money goes back. The form's key makes it one refund however often the form arrives. */
export const askRefund = action("refund.request", {
  permission: "write",
  input: refundInput,
  run: async (ctx, { amount_rials: rials, ...input }): Promise<Asked> => {
    const { refund } = await requestRefund(ctx, {
      transactionId: input.transaction_id,
      requestKey: input.request_key,
      refundRef: null,
      method: input.method,
      reason: input.reason,
      ...(rials % 10n === 0n
        ? { amount: Number(rials / 10n), currency: "IRT" }
        : { amount: Number(rials), currency: "IRR" }),
    });
    const { status, failureReason, failureCode: code } = refund;
    const why = failureReason as RefundFailureReason | null;
    const words = (locale: "fa" | "en") => (why ? messagesIn(locale).refundFailures[why] : "");
    const waiting = refund.approval === "waiting";
    return { status, waiting, failure: why && { fa: words("fa"), en: words("en"), code } };
  },
});
