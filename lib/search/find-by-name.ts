import "server-only";
import { sql } from "drizzle-orm";
import type { ActorOf, Context } from "@/lib/context";
import type { Hit } from "./hit";
import { searchWords, TRANSLATE } from "./search-key";

const EACH_MAX = 4;

type Row = { type: "app" | "operator"; id: string; name: string | null; other: string };

/**
 * Apps by name or slug, and operators by name or address. A tenant has hundreds of them, not millions:
 * its own are read and compared as people spell.
 */
export async function findByName(ctx: Context<ActorOf<"operator">>, q: string): Promise<Hit[]> {
  const { tenantId } = ctx.actor;
  const words = JSON.stringify(searchWords(q));
  const meets = sql`not exists (select from jsonb_array_elements_text(${words}::text::jsonb) as w(word)
    where position(w.word in s.key) = 0)`;
  const key = sql`translate(lower(concat(s.name, ' ', s.other)), ${TRANSLATE.from}, ${TRANSLATE.to})`;
  const keyed = (source: ReturnType<typeof sql>) => sql`
    (select s.type, s.id, s.name, s.other from (select s.*, ${key} as key from (${source}) s) s
    where ${meets} order by s.id desc limit ${EACH_MAX})`;
  const rows = await ctx.db.execute<Row>(sql`
    ${keyed(sql`select 'app' as type, id, name, slug as other
      from payment.client_apps where tenant_id = ${tenantId} and archived_at is null`)}
    union all
    ${keyed(sql`select 'operator' as type, id, name, email as other
      from payment.operators where tenant_id = ${tenantId}`)}`);
  return rows.map(({ type, id, name, other }) =>
    type === "app" ? { type, id, name: name ?? "", slug: other } : { type, id, name, email: other },
  );
}
