import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { decodeRow } from "@/db/rows";
import { clientApps } from "@/db/schema/apps";
import { coalesce } from "@/lib/limits/coalesce";

export type App = typeof clientApps.$inferSelect;

const finders = new WeakMap<Database, (id: string) => Promise<App | null>>();

/** An app by an id that a gate has proven, or null. Concurrent calls share a statement. */
export function findApp(db: Database, id: string): Promise<App | null> {
  let find = finders.get(db);
  if (!find) {
    find = coalesce(async (ids: string[]) => {
      const list = JSON.stringify([...new Set(ids)]);
      const rows = await db.execute(sql`
        select * from payment.client_apps
        where id = any(array(select jsonb_array_elements_text(${list}::text::jsonb)))`);
      const found = new Map(rows.map((row) => [row.id as string, decodeRow(clientApps, row)]));
      return ids.map((one) => found.get(one) ?? null);
    });
    finders.set(db, find);
  }
  return find(id);
}
