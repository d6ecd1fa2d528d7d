import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { isUnderWay } from "./leased";

/** How long the most overdue delivery of any enabled endpoint has waited, in seconds; 0 when none is due. */
export async function oldestDueSeconds(db: Database): Promise<number> {
  const [row] = await db.execute<{ seconds: number | null }>(sql`
    select extract(epoch from now() - min(due.next_attempt_at))::float8 as seconds
    from payment.webhook_endpoints e cross join lateral (
      (select next_attempt_at from payment.webhook_deliveries
        where endpoint_id = e.id and status = 'pending' and recovered_at is null and not ${isUnderWay} order by next_attempt_at limit 1)
      union all
      (select next_attempt_at from payment.webhook_deliveries
        where endpoint_id = e.id and status = 'pending' and recovered_at is not null and not ${isUnderWay} order by next_attempt_at limit 1)
    ) due
    where e.status = 'enabled' and e.deleted_at is null and due.next_attempt_at <= now()`);
  return Math.round(row?.seconds ?? 0);
}
