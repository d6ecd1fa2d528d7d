import { type SQL, sql } from "drizzle-orm";
import { GONE_SECONDS, TOLD_SECONDS, WORN } from "./health-rules";

/** What an endpoint's health asks for; null: nothing, or it was done. */
export type HealthAct =
  | "disable_gone"
  | "disable_failing"
  | "endpoint_disable_soon"
  | "endpoint_failing"
  | "endpoint_recovered";

/** A delivery that one site refuses while it takes the others is not an outage that ends with the next. */
const OUTAGE_SECONDS_MIN = 60;

/**
 * `HealthAct` of the endpoint row `e`, by PostgreSQL's clock. What was told once since the failures began
 * is not told again, so it may be asked as often as one likes.
 */
export function healthAct(): SQL {
  const worn = sql`e.consecutive_failures >= ${WORN.failures}
    and e.last_failure_at >= e.failing_since + make_interval(secs => ${WORN.spanSeconds})`;
  const failingFor = (seconds: number) =>
    sql`e.failing_since <= now() - make_interval(secs => ${seconds})`;
  const untold = (...kinds: HealthAct[]) => sql`not exists (select from payment.notices n
    where n.endpoint_id = e.id and n.created_at >= e.failing_since
      and n.kind in (${sql.join(
        kinds.map((kind) => sql`${kind}`),
        sql`, `,
      )}))`;
  return sql`case
    when e.deleted_at is not null or e.status <> 'enabled' then null
    when e.failing_since is null then (
      select 'endpoint_recovered' from (
        select kind, created_at, data from payment.notices where endpoint_id = e.id order by id desc limit 1
      ) told
      where told.kind <> 'endpoint_recovered' and told.created_at <= e.last_success_at
        and (told.kind <> 'delivery_failing' or (told.data->>'failing_since')::timestamptz
          <= told.created_at - make_interval(secs => ${OUTAGE_SECONDS_MIN})))
    when e.last_gone_at >= e.gone_at + make_interval(secs => ${GONE_SECONDS}) then 'disable_gone'
    when ${failingFor(WORN.seconds)} and ${worn} then 'disable_failing'
    when ${failingFor(WORN.seconds - TOLD_SECONDS.disableSoon)} and ${worn}
      and ${untold("endpoint_disable_soon")} then 'endpoint_disable_soon'
    when ${failingFor(TOLD_SECONDS.failing)}
      and ${untold("endpoint_failing", "endpoint_disable_soon")} then 'endpoint_failing'
  end`;
}
