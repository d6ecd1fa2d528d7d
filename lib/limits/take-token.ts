import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { env } from "@/lib/env";
import { BrokerError } from "@/lib/errors";
import { coalesce } from "./coalesce";

export type Limit = { perSecond: number; burst: number };

/** Default limits (client-api.md §1); RATE_LIMIT_SCALE multiplies them. */
export const KEY_LIMIT: Limit = { perSecond: 100, burst: 400 };
export const ADDRESS_LIMIT: Limit = { perSecond: 200, burst: 800 };
export const FAILED_AUTH_LIMIT: Limit = { perSecond: 1, burst: 60 };

type Ask = { bucket: string; limit: Limit };

const takers = new WeakMap<Database, (ask: Ask) => Promise<number>>();

/**
 * Take one token from a bucket that all processes share, in database time.
 * @throws BrokerError `rate_limited` with the seconds until a token is there.
 */
export async function takeToken(db: Database, bucket: string, limit: Limit): Promise<void> {
  let take = takers.get(db);
  if (!take) {
    take = coalesce((asks: Ask[]) => takeBatch(db, asks));
    takers.set(db, take);
  }
  const waitSeconds = await take({ bucket, limit });
  if (waitSeconds > 0) {
    throw new BrokerError("rate_limited", "rate_limited", { retryAfterSeconds: waitSeconds });
  }
}

/** For each ask 0 when granted, else the seconds to wait. One statement, whatever the number of asks. */
async function takeBatch(db: Database, asks: Ask[]): Promise<number[]> {
  const scale = env().RATE_LIMIT_SCALE;
  const wanted = new Map<string, { name: string; rate: number; burst: number; count: number }>();
  for (const { bucket, limit } of asks) {
    const known = wanted.get(bucket);
    if (known) known.count++;
    else {
      const rate = limit.perSecond * scale;
      wanted.set(bucket, { name: bucket, rate, burst: limit.burst * scale, count: 1 });
    }
  }
  // Sorted, so that two processes lock the buckets they share in the same order.
  const lines = [...wanted.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const filled = sql.raw(
    "least(excluded.burst, b.tokens + excluded.per_second * greatest(0, extract(epoch from excluded.updated_at - b.updated_at)))",
  );
  const rows = await db.execute<{ name: string; granted: number; wait: number }>(sql`
    insert into payment.rate_buckets as b (name, per_second, burst, tokens, granted, updated_at)
    select name, rate, burst, burst - least(count, floor(burst)), least(count, floor(burst)), clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb)
      as ask(name text, rate float8, burst float8, count int)
    on conflict (name) do update set
      per_second = excluded.per_second,
      burst = excluded.burst,
      granted = least(excluded.granted, floor(${filled})),
      tokens = ${filled} - least(excluded.granted, floor(${filled})),
      updated_at = greatest(b.updated_at, excluded.updated_at)
    returning name, granted, (1 - tokens) / per_second as wait`);
  const answers = new Map(rows.map((row) => [row.name, { ...row }]));
  return asks.map(({ bucket }) => {
    const answer = answers.get(bucket);
    if (!answer) throw new Error(`no answer for bucket ${bucket}`);
    return answer.granted-- > 0 ? 0 : Math.max(answer.wait, 0.001);
  });
}
