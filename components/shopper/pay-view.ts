import type { PayPage } from "./pay-page";

/** What a visit to the page is about. `preparing` and `checking` refresh themselves until it changes. */
export type PayView =
  | "going"
  | "preparing"
  | "checking"
  | "paid"
  | "failed"
  | "canceled"
  | "expired";

/**
 * Choose the view. An open payment past its time is not called expired: until the provider has said so,
 * the shopper may have paid in the last second.
 */
export function payView(
  { status, handOff, expiresAt }: Pick<PayPage, "status" | "handOff" | "expiresAt">,
  now: Date,
): PayView {
  if (status === "verifying") return "checking";
  if (status !== "open" && status !== "created") return status;
  if (status === "open" && handOff) return "going";
  return expiresAt > now ? "preparing" : "checking";
}
