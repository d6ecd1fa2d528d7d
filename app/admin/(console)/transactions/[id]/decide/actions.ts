"use server";

import { z } from "zod";
import { resolveAlert } from "@/lib/alerts/resolve-alert";
import { action } from "@/lib/http/action";
import { acceptLatePayment } from "@/lib/transactions/accept-late-payment";
import { EXCEPTION_MOVES } from "@/lib/transactions/exception-moves";
import { returnLatePayment } from "@/lib/transactions/return-late-payment";
import { settleException } from "@/lib/transactions/settle-exception";
import { note } from "../../../note";

const decision = z.strictObject({ id: z.string().max(40), note });

/** What becomes of a payment on hold. */
export const settle = action("transaction.settle", {
  permission: "write",
  input: decision.extend({ as: z.enum(EXCEPTION_MOVES) }),
  run: async (ctx, input) => (await settleException(ctx, input)).result,
});

/** Late money is taken: verified at the provider now. */
export const acceptLate = action("transaction.accept_late", {
  permission: "write",
  input: decision,
  run: async (ctx, input) => (await acceptLatePayment(ctx, input)).result,
});

/** Late money is not taken; the provider gives it back. */
export const returnLate = action("transaction.return_late", {
  permission: "write",
  input: decision,
  run: async (ctx, input) => {
    await returnLatePayment(ctx, input);
    return "returned";
  },
});

/** Somebody dealt with an alert. */
export const resolve = action("alert.resolve", {
  permission: "write",
  input: decision,
  run: async (ctx, input) => {
    await resolveAlert(ctx, input);
    return "resolved";
  },
});
