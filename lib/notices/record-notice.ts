import "server-only";
import { sql } from "drizzle-orm";
import type { Context, Mode } from "@/lib/context";
import { env } from "@/lib/env";
import { mintId } from "@/lib/ids/mint-id";
import type { NoticeKind } from "./state";

type News = {
  tenantId: string;
  mode: Mode;
  kind: NoticeKind;
  endpointId: string;
  /** What the mail and the console say of it. Never a secret. */
  data: Record<string, unknown>;
  /** Not if one of this kind was told of this endpoint so recently, in seconds. */
  everySeconds?: number | undefined;
};

/**
 * Tell operators of an endpoint's health, in the transaction that makes it so and under the endpoint's
 * lock: the lock is what makes `everySeconds` hold. It is mailed later, when mail is set up (SMTP_URL).
 * @returns false when it was told already.
 */
export async function recordNotice(tx: Context, news: News): Promise<boolean> {
  const { tenantId, mode, kind, endpointId, data, everySeconds = 0 } = news;
  const mailAt = env().SMTP_URL ? sql`now()` : sql`null`;
  const rows = await tx.db.execute(sql`
    insert into payment.notices (id, tenant_id, mode, kind, endpoint_id, data, mail_at)
    select ${mintId("notice")}, ${tenantId}, ${mode}, ${kind}, ${endpointId}, ${JSON.stringify(data)}::text::jsonb, ${mailAt}
    where not exists (select from payment.notices where endpoint_id = ${endpointId} and kind = ${kind}
      and created_at > now() - make_interval(secs => ${everySeconds}))
    returning 1`);
  return rows.length > 0;
}
