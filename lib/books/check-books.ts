import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { checkHashChain, HASH_CHAIN } from "./check-hash-chain";
import { INVARIANTS, type Invariant } from "./invariants";
import { readSlowly } from "./read-slowly";

export type BookResult = {
  id: string;
  says: string;
  /** How many rows break it, and the first few of them. */
  broken: number;
  ids: string[];
};

const IDS_MAX = 5;

/**
 * Every rule of the books (threats.md §4.6), read from the database as it is. Writes nothing and asks no
 * provider; what the provider says is the sweep's to compare.
 */
export async function checkBooks(db: Database): Promise<BookResult[]> {
  const results: BookResult[] = [];
  for (const invariant of INVARIANTS) results.push(await check(db, invariant));
  const { id, says } = HASH_CHAIN;
  results.push({ id, says, ...(await checkHashChain(db, IDS_MAX)) });
  const place = (id: string) => Number(id.slice(1));
  return results.sort((a, b) => place(a.id) - place(b.id));
}

async function check(db: Database, { id, says, broken }: Invariant): Promise<BookResult> {
  const [row] = await readSlowly<{ broken: number; ids: string[] }>(
    db,
    sql`
      with broken as materialized (${broken})
      select (select count(*)::int from broken) as broken,
        to_json(array(select id from broken order by id limit ${IDS_MAX})) as ids`,
  );
  return { id, says, broken: row?.broken ?? 0, ids: row?.ids ?? [] };
}
