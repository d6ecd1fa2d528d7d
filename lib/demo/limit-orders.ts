import "server-only";
import type { Database } from "@/db/client";
import { type Limit, takeToken } from "@/lib/limits/take-token";

/** Anybody may order, and each order opens a payment: one a second is more than a visitor needs. */
const ORDER_LIMIT: Limit = { perSecond: 1, burst: 60 };

/** @throws BrokerError `rate_limited` */
export function limitOrders(db: Database, address: string): Promise<void> {
  return takeToken(db, `demo-order:${address}`, ORDER_LIMIT);
}
