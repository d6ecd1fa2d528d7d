import type { sandboxSessions } from "@/db/schema/sandbox";
import { asScenario, type ScenarioName, scenarioOfMerchant } from "./scenarios";

export type Session = typeof sandboxSessions.$inferSelect;

/** What the moments of a session make of its status at a given time. */
export function statusAt(session: Session, now: Date): Session["status"] {
  const { status, expiresAt, visibleAt, returnsAt } = session;
  if (status === "IN_BANK") return expiresAt <= now ? "FAILED" : "IN_BANK";
  if (status !== "PAID") return status;
  if (visibleAt && visibleAt > now) return "IN_BANK";
  // What ZarinPal says of money that went back is not published; FAILED is the honest one.
  return returnsAt && returnsAt <= now ? "FAILED" : "PAID";
}

/** The scenario of a call: the session's own, else the calling merchant's. */
export function scenarioOf(session: Session | null, merchantId: string): ScenarioName | null {
  return asScenario(session?.scenario ?? null) ?? scenarioOfMerchant(merchantId);
}

/** In Rials, whatever the session's currency. */
export function amountRialsOf({ amount, currency }: Pick<Session, "amount" | "currency">): bigint {
  return currency === "IRT" ? amount * 10n : amount;
}

/** Rials; the sandbox takes the same from everyone, and the merchant pays it. */
export const FEE_RIALS = 3_000;
export const SHAPARAK_FEE_RIALS = 1_200;
