import type { ActorOf } from "@/lib/context";
import type { Currency } from "@/lib/money/rials";
import type { RefundMethod } from "./state";

/** Who may ask for money to go back: the site whose payment it was, or an operator. */
export type RefundActor = ActorOf<"app"> | ActorOf<"operator">;

export type RefundWish = {
  /** Absent: all that is left. Given together with its currency. */
  amount?: number | undefined;
  currency?: Currency | undefined;
  reason?: string | undefined;
  /** The caller's own name for it, unique within the transaction; null when it has none. */
  refundRef: string | null;
  /** Made by a form when it opens; null elsewhere. */
  requestKey: string | null;
  /** How it is to go back and no other way: what a person was shown and agreed to. */
  method?: RefundMethod | undefined;
};
