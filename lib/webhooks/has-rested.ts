import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** Clicks and retries of a request that come so close mean one try, also when that is over already. */
const REST_SECONDS = 2;

/** That nobody had this delivery (its id) sent again a moment ago. */
export function hasRested(deliveryId: SQLWrapper): SQL {
  return sql`not exists (select from payment.webhook_attempts a
    where a.delivery_id = ${deliveryId} and a.trigger <> 'auto'
      and a.at + make_interval(secs => coalesce(a.duration_ms, 0) / 1000.0 + ${REST_SECONDS}) > now())`;
}
