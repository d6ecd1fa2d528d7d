import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { FeedOwner } from "./feed-cursor";
import type { ListEventsInput } from "./schema";

/** Events looked at for a page: of some types they may be rare, and a page must not read the whole feed. */
const LOOKED_AT = { all: 100, ofTypes: 1_000 };

type Wish = { after: bigint } & Pick<ListEventsInput, "limit" | "types">;
type Row = {
  position: string | null;
  wanted: boolean;
  nth: number;
  body: string | null;
  unplaced: boolean;
};
export type FeedPage = {
  bodies: string[];
  /** Everything up to here was looked at. */
  until: bigint;
  /** There are placed events behind it. */
  hasMore: boolean;
  /** There are events without a place. */
  unplaced: boolean;
};

/** The placed events behind `after`, in their order. One statement. */
export async function readFeed(db: Database, owner: FeedOwner, wish: Wish): Promise<FeedPage> {
  const rows = await db.execute<Row>(feedSelection(owner, wish));
  const seen = rows.filter(({ position }) => position !== null);
  const over = seen.findIndex(({ wanted, nth }) => wanted && nth > wish.limit);
  const page = seen.slice(0, over < 0 ? lookedAt(wish) : over);
  return {
    bodies: page.flatMap(({ body }) => body ?? []),
    until: BigInt(page.at(-1)?.position ?? wish.after),
    hasMore: page.length < seen.length,
    unplaced: rows[0]?.unplaced === true,
  };
}

/**
 * At least one row, which says whether there are events without a place. That is asked with an order, not
 * by `exists`: where most events have no place the planner would read the table for the first of them, and
 * when the owner has none that is all of it.
 */
export function feedSelection({ appId, mode }: FeedOwner, wish: Wish) {
  const types = wish.types ? JSON.stringify(wish.types) : null;
  const ofOwner = sql`app_id = ${appId} and mode = ${mode}`;
  return sql`
    select page.position::text, page.wanted, page.nth, waiting.unplaced,
      case when page.wanted and page.nth <= ${wish.limit}::int then page.body end as body
    from (
      select (
        select true from payment.webhook_events where ${ofOwner} and position is null
        order by seq limit 1
      ) is true as unplaced
    ) waiting left join (
      select position, body, wanted,
        (count(*) filter (where wanted) over (order by position rows unbounded preceding))::int as nth
      from (
        select position, body,
          type <> 'endpoint.test' and (${types}::text is null or ${types}::text::jsonb ? type) as wanted
        from payment.webhook_events
        where ${ofOwner} and position is not null and position > ${wish.after}::bigint
        order by position limit ${sql.raw(String(lookedAt(wish) + 1))}
      ) looked_at
    ) page on true
    order by page.position`;
}

function lookedAt({ types }: Wish): number {
  return types ? LOOKED_AT.ofTypes : LOOKED_AT.all;
}
