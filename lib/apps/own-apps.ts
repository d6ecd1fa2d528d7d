import { type SQL, sql } from "drizzle-orm";
import { literals } from "@/db/schema/base";
import { DEMO_OPERATORS } from "@/lib/demo/state";

/** The condition that an app `a` was made by a person, and not by one of the demos for itself. */
export const isOwnApp: SQL = sql`not exists (
  select 1 from payment.audit_log made
  where made.entity_id = a.id and made.action = 'app.create'
    and made.actor_id in (${literals(DEMO_OPERATORS)}))`;
