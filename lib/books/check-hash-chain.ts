import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { readSlowly } from "./read-slowly";

/** So many transactions' histories at a time: a second of work, and no old snapshot is kept for long. */
const BATCH = 5_000;

export const HASH_CHAIN = {
  id: "I10",
  says: "every history is whole, in order and as it was written: its hash chain holds",
} as const;

type Batch = { last: string | null; broken: number; ids: string[] };

/**
 * Recompute the hash chain of every transaction's events (payment.event_hash), and that the numbers run
 * from 1 to the transaction's own without a gap, so that a cut tail shows too. Events are never changed,
 * so each batch may have a snapshot of its own.
 * @returns how many histories are broken, and the first few
 */
export async function checkHashChain(
  db: Database,
  idsMax: number,
): Promise<{ broken: number; ids: string[] }> {
  const found = { broken: 0, ids: [] as string[] };
  for (let after: string | null = ""; after !== null; ) {
    const batch: Batch = await checkBatch(db, after);
    found.broken += batch.broken;
    found.ids.push(...batch.ids.slice(0, idsMax - found.ids.length));
    after = batch.last;
  }
  return found;
}

async function checkBatch(db: Database, after: string): Promise<Batch> {
  const [batch] = await readSlowly<Batch>(
    db,
    sql`
      with batch as materialized (
        select id, event_seq from payment.transactions where id > ${after} order by id limit ${BATCH}
      ), links as (
        select e.transaction_id, e.seq,
          e.seq = row_number() over history
            and e.hash = payment.event_hash(coalesce(lag(e.hash) over history, ''::bytea), e) as holds
        from payment.transaction_events e
        where e.transaction_id > ${after} and e.transaction_id <= (select max(id) from batch)
        window history as (partition by e.transaction_id order by e.seq)
      ), chains as (
        select transaction_id, bool_and(holds) as holds, max(seq) as seq from links group by 1
      ), broken as (
        select b.id from batch b left join chains c on c.transaction_id = b.id
        where c.holds is false or coalesce(c.seq, 0) <> b.event_seq
      )
      select (select max(id) from batch) as last, (select count(*)::int from broken) as broken,
        to_json(array(select id from broken order by id)) as ids`,
  );
  if (!batch) throw new Error("no answer");
  return batch;
}
