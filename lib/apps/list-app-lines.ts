import "server-only";
import { sql } from "drizzle-orm";
import { decodeRow } from "@/db/rows";
import { clientApps } from "@/db/schema/apps";
import type { ActorOf, Context, Mode } from "@/lib/context";
import { cursorId, cutPage, type Page, type PageInput } from "@/lib/http/pagination";
import { requirePermission } from "@/lib/operators/require-permission";
import type { App } from "./find-app";

/** An app, and what one wants to know of it at a glance, in one mode. */
export type AppLine = {
  id: string;
  app: App;
  /** Keys that may sign, and when any of the app's was used last. */
  keys: { working: number; lastUsedAt: Date | null };
  endpoints: Record<"enabled" | "paused" | "disabled", number>;
};

type Row = Record<string, unknown> & {
  working: number;
  used_at: string | null;
  enabled: number;
  paused: number;
  disabled: number;
};

/** The tenant's apps in use, or those archived, newest first. @throws BrokerError `invalid_cursor` */
export async function listAppLines(
  ctx: Context<ActorOf<"operator">>,
  { mode, archived, ...page }: PageInput & { mode: Mode; archived: boolean },
): Promise<Page<AppLine>> {
  requirePermission(ctx.actor, "read");
  const after = cursorId("app", page) ?? null;
  const rows = await ctx.db.execute<Row>(sql`
    select a.*, k.working, k.used_at, e.enabled, e.paused, e.disabled
    from (
      select * from payment.client_apps
      where tenant_id = ${ctx.actor.tenantId} and (archived_at is not null) = ${archived}
        and (${after}::text is null or id < ${after})
      order by id desc limit ${page.limit + 1}
    ) as a
    cross join lateral (
      select count(*) filter (where a.archived_at is null and revoked_at is null
          and (expires_at is null or expires_at > now()))::int as working,
        max(last_used_at) as used_at
      from payment.api_keys where app_id = a.id and mode = ${mode}
    ) as k
    cross join lateral (
      select count(*) filter (where status = 'enabled')::int as enabled,
        count(*) filter (where status = 'paused')::int as paused,
        count(*) filter (where status = 'disabled')::int as disabled
      from payment.webhook_endpoints where app_id = a.id and mode = ${mode} and deleted_at is null
    ) as e
    order by a.id desc`);
  return cutPage(rows.map(lineOf), page);
}

function lineOf({ working, used_at: usedAt, enabled, paused, disabled, ...row }: Row): AppLine {
  const app = decodeRow(clientApps, row);
  const lastUsedAt = usedAt === null ? null : new Date(usedAt);
  return {
    id: app.id,
    app,
    keys: { working, lastUsedAt },
    endpoints: { enabled, paused, disabled },
  };
}
