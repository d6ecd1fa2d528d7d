import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { ulid } from "@/lib/ids/mint-id";
import { describeError, log } from "@/lib/log";
import { healthAct } from "./health-act";
import { reviewEndpoint } from "./review-endpoint";

const NOTICES_READ_MS = 14 * 86_400_000;

/**
 * The net under what follows each flush, and what only time brings about: review every endpoint whose
 * health asks for something, the failing ones and those of whose failure something was told in the last
 * fourteen days. @returns how many.
 */
export async function reviewFailing(db: Database): Promise<number> {
  const firstId = `ntc_${ulid(Date.now() - NOTICES_READ_MS).slice(0, 10)}`;
  const due = await db.execute<{ id: string }>(sql`
    select e.id from payment.webhook_endpoints e
    where (e.failing_since is not null
        or e.id = any(array(select endpoint_id from payment.notices where id >= ${firstId})))
      and ${healthAct()} is not null`);
  for (const { id } of due) {
    try {
      await reviewEndpoint(db, { endpointId: id });
    } catch (error) {
      // One that cannot be reviewed does not keep the rest from it.
      log.error({ endpoint: id, cause: describeError(error) }, "webhook health not reviewed");
    }
  }
  return due.length;
}
