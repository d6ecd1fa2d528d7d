import type { Sql } from "postgres";
import type { SeedResult } from "./run-seed";

const SHOWN_MAX = 5;

/** What is needed to look into what was found: each transaction with its history. */
export async function showProblems(sql: Sql, { problems, wrong }: SeedResult): Promise<void> {
  for (const words of wrong.slice(0, SHOWN_MAX)) console.log(`  wrong answer: ${words}`);
  for (const { kind, transactionId, what } of problems.slice(0, SHOWN_MAX)) {
    console.log(`  ${kind}: ${transactionId}: ${what}`);
    const events = await sql`
      select seq, type, at, actor_type, attempt_id, data - 'exchanges' as data,
        (select jsonb_agg(x -> 'call' || jsonb_build_array(x -> 'response')) from
          jsonb_array_elements(data -> 'exchanges') x) as calls
      from payment.transaction_events where transaction_id = ${transactionId} order by seq`;
    for (const { seq, type, at, actor_type, data, calls } of events) {
      const said = `${JSON.stringify(data)} ${JSON.stringify(calls)}`.slice(0, 400);
      console.log(`    ${seq} ${at.toISOString()} ${actor_type} ${type} ${said}`);
    }
  }
}
