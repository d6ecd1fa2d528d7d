import "server-only";
import { and, type SQL, sql } from "drizzle-orm";
import { transactions } from "@/db/schema/transactions";

/** The order of a list, and the row after which a page begins. */
export type Place = {
  key: "created" | "amount";
  descending: boolean;
  past: { id: string; amountRials: bigint } | null;
};

/**
 * One of the ways to find a list's rows: a condition. They are walked apart, each along an index that has its rows in
 * the list's order, because PostgreSQL does not do so for an `in` or an `or`: it would read every row that
 * any of them has, or the whole table in order.
 */
export type Way = SQL | undefined;

/** `select id`: the first `take` rows that any way leads to, each once, in the list's order. */
export function selectPage(ways: Way[], place: Place, take: number): SQL {
  const key =
    place.key === "amount" ? [transactions.amountRials, transactions.id] : [transactions.id];
  const direction = place.descending ? sql`desc` : sql`asc`;
  const walks = ways.map(
    (way) => sql`select ${sql.join(key, sql`, `)} from ${transactions}
      where ${and(way, pastRow(place))}
      order by ${sql.join(
        key.map((column) => sql`${column} ${direction}`),
        sql`, `,
      )} limit ${take}`,
  );
  const [only] = walks;
  if (only && walks.length === 1) return only;
  const names = place.key === "amount" ? [sql`amount_rials`, sql`id`] : [sql`id`];
  return sql`select id from (${sql.join(
    walks.map((walk) => sql`(${walk})`),
    sql` union `,
  )}) as met
    order by ${sql.join(
      names.map((name) => sql`${name} ${direction}`),
      sql`, `,
    )} limit ${take}`;
}

/** The rest of the list, seen from the row that a page begins after. */
function pastRow({ key, descending, past }: Place): SQL | undefined {
  if (!past) return undefined;
  const beyond = descending ? sql`<` : sql`>`;
  return key === "amount"
    ? sql`(${transactions.amountRials}, ${transactions.id}) ${beyond} (${past.amountRials}, ${past.id})`
    : sql`${transactions.id} ${beyond} ${past.id}`;
}
