import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { describeError, log } from "@/lib/log";
import { addOutcomes, type OutcomeBook, outcomeBook } from "./outcome-book";

/**
 * Write what was counted since the last time, in one statement. Never throws: what cannot be written is
 * kept for the next time. Rows are locked in the order of their keys, so processes that write at once
 * wait for each other and never in a ring.
 */
export async function flushOutcomes(): Promise<void> {
  const book = outcomeBook();
  if (book.timer) clearTimeout(book.timer);
  book.timer = null;
  while (book.writing) await book.writing;
  const { db } = book;
  if (!db || book.unwritten.size === 0) return;
  book.writing = write(db, book).finally(() => {
    book.writing = null;
  });
  await book.writing;
}

async function write(db: Database, book: OutcomeBook): Promise<void> {
  const taken = book.unwritten;
  book.unwritten = new Map();
  try {
    await db.execute(sql`
      insert into payment.webhook_endpoint_hours as h (endpoint_id, hour, delivered, failed, latency_counts)
      select c."endpointId", c.hour, c.delivered, c.failed,
        array(select n::int from jsonb_array_elements_text(c.latency) with ordinality t(n, i) order by i)
      from jsonb_to_recordset(${JSON.stringify([...taken.values()])}::text::jsonb)
        as c("endpointId" text, hour timestamptz, delivered int, failed int, latency jsonb)
      order by c."endpointId", c.hour
      on conflict (endpoint_id, hour) do update set
        delivered = h.delivered + excluded.delivered, failed = h.failed + excluded.failed,
        latency_counts = array(
          select coalesce(a, 0) + coalesce(b, 0)
          from unnest(h.latency_counts, excluded.latency_counts) with ordinality t(a, b, i) order by i)`);
  } catch (error) {
    log.warn(
      { cause: describeError(error) },
      "webhook outcomes not written; kept for the next time",
    );
    for (const [key, one] of taken) {
      const newer = book.unwritten.get(key);
      if (newer) addOutcomes(newer, one);
      else book.unwritten.set(key, one);
    }
  }
}
