import "server-only";
import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { findApp } from "@/lib/apps/find-app";
import { type Context, inTransaction } from "@/lib/context";
import { isId, mintId } from "@/lib/ids/mint-id";
import { getAccount } from "@/lib/profiles/get-account";
import type { HandOff } from "@/lib/providers/port";
import { getProvider } from "@/lib/providers/registry";
import { ageSeconds } from "@/lib/time/age-seconds";
import { FIRST_CHECK_SECONDS } from "./backoff";
import {
  type Attempt,
  findViewById,
  type Transaction,
  type TransactionView,
} from "./find-transaction";
import { lockTransaction } from "./lock-transaction";
import { recordTransactionEvent } from "./record-transaction-event";
import { settleAttempt } from "./settle-attempt";
import { signReturn } from "./sign-return";
import type { TransactionStatus } from "./state";

/** The page asks the provider at most so often per payment, and waits so long for its answer. */
const ASK_EVERY_SECONDS = 5;
const PATIENCE_MS = 3_000;

/** What the shopper's page shows. Holds nothing that the shopper may not see. */
export type PayPage = {
  transactionId: string;
  orderId: string;
  status: TransactionStatus;
  mode: "test" | "live";
  amountRials: bigint;
  description: string;
  locale: "fa" | "en";
  merchantName: string;
  logoUrl: string | null;
  supportUrl: string | null;
  expiresAt: Date;
  paidAt: Date | null;
  refId: string | null;
  cardPan: string | null;
  failureReason: string | null;
  /** Where to pay; null when there is nothing to pay (any more). */
  handOff: HandOff | null;
  /** The signed way back to the shop. */
  returnUrl: string;
};

/** The page of a transaction, for whoever holds its id. Null when there is none. */
export async function findPayPage(transactionId: string): Promise<PayPage | null> {
  if (!isId("transaction", transactionId)) return null;
  const db = database();
  const found = await findViewById(db, transactionId);
  if (!found) return null;
  const ctx: Context = { actor: { type: "shopper" }, db, requestId: mintId("request") };
  const view = await healOnRead(ctx, found);
  const { transaction, attempt } = view;
  const app = await findApp(db, transaction.appId);
  if (!app) throw new Error(`app ${transaction.appId} is gone`);
  const payable =
    transaction.status === "open" && (await ageSeconds(db, transaction.expiresAt)) < 0;
  const handOff = payable && attempt ? await handOver({ ctx, transaction, attempt }) : null;
  return {
    transactionId,
    orderId: transaction.orderId,
    status: transaction.status,
    mode: transaction.mode,
    amountRials: transaction.amountRials,
    description: transaction.description,
    locale: transaction.locale,
    merchantName: app.branding.display_name ?? app.name,
    logoUrl: app.branding.logo_url ?? null,
    supportUrl: app.branding.support_url ?? null,
    expiresAt: transaction.expiresAt,
    paidAt: transaction.paidAt,
    refId: attempt?.refId ?? null,
    cardPan: attempt?.cardPan ?? null,
    failureReason: transaction.failureReason,
    handOff,
    returnUrl: await signReturn(db, view),
  };
}

/**
 * Whoever looks again after having been sent to the bank may know more than we do: the provider is asked
 * first, unless it was a moment ago, and waited for a little.
 */
async function healOnRead(ctx: Context, view: TransactionView): Promise<TransactionView> {
  const { transaction, attempt } = view;
  const { status } = transaction;
  if (!attempt || (status !== "verifying" && status !== "open")) return view;
  if (status === "open" && attempt.handedOffAt === null) return view;
  const target = { transactionId: transaction.id, attemptId: attempt.id };
  const trigger = { by: "inquiry", minAgeSeconds: ASK_EVERY_SECONDS } as const;
  return settleAttempt(ctx, target, trigger, PATIENCE_MS);
}

type HandedOver = { ctx: Context; transaction: Transaction; attempt: Attempt };

/** Where the shopper pays; the first showing is part of the transaction's history. */
async function handOver({ ctx, transaction, attempt }: HandedOver): Promise<HandOff | null> {
  if (attempt.status !== "open" || attempt.authority === null) return null;
  if (attempt.handedOffAt === null) {
    await inTransaction(ctx, async (tx) => {
      await lockTransaction(tx, transaction.id);
      const rows = await tx.db.execute(sql`
        update payment.attempts
        set handed_off_at = now(), rung = 0,
          next_check_at = least(next_check_at, now() + make_interval(secs => ${FIRST_CHECK_SECONDS}))
        where id = ${attempt.id} and handed_off_at is null returning 1`);
      if (rows.length === 0) return;
      const entry = { transactionId: transaction.id, attemptId: attempt.id } as const;
      await recordTransactionEvent(tx, { ...entry, type: "shopper.handed_off" });
    });
  }
  const account = await getAccount(ctx.db, attempt.accountId);
  return getProvider(attempt.provider).handOff(account, attempt.authority);
}
