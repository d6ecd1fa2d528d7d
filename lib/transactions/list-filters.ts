import "server-only";
import { and, eq, gt, inArray, isNotNull, not, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { providerAccounts } from "@/db/schema/tenants";
import { attempts, transactions } from "@/db/schema/transactions";
import type { Mode } from "@/lib/context";
import { addDays, dayStart, rangeOf } from "@/lib/time/tehran-days";
import type { ConsoleFilters, StatusFilter } from "./console/schema";
import {
  amountFrom,
  amountUpTo,
  cardEnds,
  createdBefore,
  createdFrom,
  createdWithin,
  heldBy,
} from "./list-conditions";
import { TRANSACTION_STATUSES } from "./state";

/** Whose list it is. A list shows one mode; `now` is what `today` is meant by. */
export type Scope = { db: Database; tenantId: string; mode: Mode; now: Date };

const RIALS_PER_TOMAN = 10n;

/** What always narrows and never leads: everything but the search, the card, the apps and the statuses. */
export function plainFilters(scope: Scope, filters: ConsoleFilters): SQL | undefined {
  const { tenantId, mode, now } = scope;
  const { minToman, maxToman, range, from, to, mobile, provider } = filters;
  return and(
    eq(transactions.tenantId, tenantId),
    eq(transactions.mode, mode),
    minToman === null ? undefined : amountFrom(BigInt(minToman) * RIALS_PER_TOMAN),
    maxToman === null ? undefined : amountUpTo(BigInt(maxToman) * RIALS_PER_TOMAN),
    range === null ? undefined : createdWithin(rangeOf(range, now)),
    from === null ? undefined : createdFrom(dayStart(from)),
    to === null ? undefined : createdBefore(dayStart(addDays(to, 1))),
    mobile === null ? undefined : eq(transactions.payerMobile, mobile),
    provider.length === 0 ? undefined : atProvider(scope, provider),
  );
}

export function ofApps({ app }: ConsoleFilters): SQL | undefined {
  return app.length === 0 ? undefined : inArray(transactions.appId, app);
}

export function withCard({ db, mode }: Scope, { card }: ConsoleFilters): SQL | undefined {
  return card === null ? undefined : heldBy(db, cardEnds(mode, card));
}

/** One condition for each index that has them: the statuses proper are one. */
export function statusConditions(status: StatusFilter[]): SQL[] {
  const proper = TRANSACTION_STATUSES.filter((one) => status.includes(one));
  return [
    ...(proper.length > 0 ? [inArray(transactions.status, proper)] : []),
    ...(status.includes("attention") ? [isNotNull(transactions.exception)] : []),
    ...(status.includes("refunded") ? [gt(transactions.refundedRials, 0n)] : []),
  ];
}

/**
 * Tried at one of these providers. When the deployment's merchants are at no other, or at none of them,
 * that is known without looking at any payment.
 */
function atProvider({ tenantId, mode }: Scope, provider: string[]): SQL | undefined {
  const accounts = and(eq(providerAccounts.tenantId, tenantId), eq(providerAccounts.mode, mode));
  const asked = inArray(providerAccounts.provider, provider);
  return and(
    sql`exists (select from ${providerAccounts} where ${and(accounts, asked)})`,
    sql`(not exists (select from ${providerAccounts} where ${and(accounts, not(asked))})
      or exists (select from ${attempts} where ${attempts.transactionId} = ${transactions.id}
        and ${inArray(attempts.provider, provider)}))`,
  );
}
