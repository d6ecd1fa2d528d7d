import "server-only";
import { sql } from "drizzle-orm";
import { literals } from "@/db/schema/base";
import type { Context, Mode } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import { log } from "@/lib/log";
import { type AlertKind, SYSTEM_RESOLVERS } from "./state";

type Alert = {
  kind: AlertKind;
  /** What it is about; while an alert of this kind and subject is open, it is told again, not twice. */
  subject: string;
  /** Absent: of the whole deployment. */
  tenantId?: string | null;
  mode?: Mode | null;
  data: Record<string, unknown>;
};

/**
 * Tell a person of something that no transaction of ours can tell: a row that the inbox shows, and a line
 * in the log the first time. Safe to repeat. What a person has dealt with is not told again, but for a rule
 * of the books that is broken still. @returns whether it is new.
 */
export async function raiseAlert(
  ctx: Context,
  { kind, subject, tenantId = null, mode = null, data }: Alert,
): Promise<boolean> {
  const [row] = await ctx.db.execute<{ times: number }>(sql`
    insert into payment.alerts (id, tenant_id, mode, kind, subject, data)
    select ${mintId("alert")}, ${tenantId}, ${mode}, ${kind}, ${subject}, ${JSON.stringify(data)}::text::jsonb
    where ${kind} = 'invariant_broken' or not exists (
      select from payment.alerts dealt where dealt.kind = ${kind} and dealt.subject = ${subject}
        and dealt.resolved_at is not null and dealt.resolved_by not in (${literals(SYSTEM_RESOLVERS)}))
    on conflict (kind, subject) where resolved_at is null
    do update set last_at = now(), times = alerts.times + 1, data = excluded.data
    returning times`);
  const isNew = row?.times === 1;
  if (isNew) log.error({ alert: kind, subject, ...data }, "a person must look");
  return isNew;
}
