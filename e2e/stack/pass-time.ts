import postgres from "postgres";

type Place = { databaseUrl: string };

/** The next look at this payment is due now: as if the minutes until then were over. */
export function makeCheckDue(broker: Place, transactionId: string): Promise<void> {
  return change(broker, async (sql) => {
    await sql`update payment.attempts set next_check_at = now() where transaction_id = ${transactionId}`;
  });
}

/**
 * The bank never says what became of this payment, and nobody asks for a day: it stays as it is while
 * other tests run the reconciler.
 */
export function keepUnknown(broker: Place, transactionId: string): Promise<void> {
  return change(broker, async (sql) => {
    await sql`
      update payment.sandbox_sessions s set verify_blocks = 1000000
      from payment.attempts a where a.authority = s.authority and a.transaction_id = ${transactionId}`;
    await sql`
      update payment.attempts set next_check_at = now() + interval '1 day'
      where transaction_id = ${transactionId}`;
  });
}

/** The time to pay is over and the next look is due, while the bank's session still lives. */
export async function runOutOfTime(broker: Place, transactionId: string): Promise<void> {
  await change(broker, async (sql) => {
    await sql`
      update payment.transactions
      set created_at = created_at - interval '2 hours', expires_at = now() - interval '1 hour'
      where id = ${transactionId}`;
  });
  await makeCheckDue(broker, transactionId);
}

/** This endpoint said 410 long enough: it is disabled, as the sender does it after a minute of that. */
export function makeGone(broker: Place, endpointId: string): Promise<void> {
  return change(broker, async (sql) => {
    await sql`
      update payment.webhook_endpoints
      set status = 'disabled', disabled_reason = 'gone', disabled_at = now()
      where id = ${endpointId}`;
  });
}

async function change(
  { databaseUrl }: Place,
  run: (sql: postgres.Sql) => Promise<void>,
): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await run(sql);
  } finally {
    await sql.end();
  }
}
