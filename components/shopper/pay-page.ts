import type { Locale, Theme } from "@/lib/i18n/locales";
import type { HandOff } from "@/lib/providers/port";
import type { TransactionStatus } from "@/lib/transactions/state";

/** Everything the shopper's page shows; holds nothing a shopper may not see. */
export type PayPage = {
  transactionId: string;
  orderId: string;
  status: TransactionStatus;
  mode: "test" | "live";
  amountRials: bigint;
  description: string;
  merchantName: string;
  logoUrl: string | null;
  supportUrl: string | null;
  expiresAt: Date;
  paidAt: Date | null;
  refId: string | null;
  cardPan: string | null;
  /** Why it ended unpaid, as a sentence in the page's language. */
  failure: string | null;
  handOff: HandOff | null;
  /** The way back to the shop. */
  returnUrl: string;
};

/** Whom the page speaks to, and when. */
export type Reader = { locale: Locale; theme: Theme; now: Date };
