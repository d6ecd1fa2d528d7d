import type { Sql } from "postgres";

/** Far beyond every lease, window and deadline that only has to be waited for. */
const AGES = "2 hours";

// Time waits for nobody: rows that somebody holds at the moment are passed over until the next time, or
// these statements would take part in deadlocks that no passing of time can cause.

/** What is planned for later is due now: looks at payments and refunds, webhook retries. */
export async function makeDue(sql: Sql): Promise<void> {
  await sql`update payment.attempts set next_check_at = now() where id in (
    select id from payment.attempts where next_check_at > now() for update skip locked)`;
  await sql`update payment.refunds set next_check_at = now() where id in (
    select id from payment.refunds where next_check_at > now() for update skip locked)`;
  await sql`update payment.webhook_deliveries set next_attempt_at = now() where id in (
    select id from payment.webhook_deliveries
    where status = 'pending' and next_attempt_at > now() for update skip locked)`;
}

/** What a killed process held is free again; and what a living one holds, as if it had slept. */
export async function endLeases(sql: Sql): Promise<void> {
  await sql`update payment.attempts set lease_until = now() where id in (
    select id from payment.attempts where lease_until > now() for update skip locked)`;
  await sql`update payment.refunds set lease_until = now() where id in (
    select id from payment.refunds where lease_until > now() for update skip locked)`;
  await sql`update payment.webhook_leases set lease_until = now() where delivery_id in (
    select delivery_id from payment.webhook_leases where lease_until > now() for update skip locked)`;
}

/** A call for a session that a killed process made has been waited for long enough. */
export async function endOpenings(sql: Sql): Promise<void> {
  await sql`update payment.transactions set opening_until = now() where id in (
    select id from payment.transactions where opening_until > now() for update skip locked)`;
}

/** The two seconds that are kept between two refunds of one payment are over. */
export async function endBreaths(sql: Sql): Promise<void> {
  await sql`
    update payment.refunds set ended_at = ended_at - interval '3 seconds' where id in (
      select id from payment.refunds where ended_at > now() - interval '2 seconds'
      for update skip locked)`;
}

/** The time to pay is over for all that have not ended. */
export async function runOutOfTime(sql: Sql): Promise<void> {
  await sql`
    update payment.transactions
    set created_at = created_at - ${AGES}::interval, expires_at = now() - interval '1 second'
    where id in (select id from payment.transactions
      where ended_at is null and expires_at > now() for update skip locked)`;
}

/** Refunds were sent, and payments made, so long ago that what does not show never happened. */
export async function ageRefunds(sql: Sql): Promise<void> {
  // One that is sent at this moment is not: the provider may be about to carry it out.
  await sql`
    update payment.refunds set sent_at = sent_at - ${AGES}::interval where id in (
      select id from payment.refunds where ended_at is null
        and sent_at between now() - interval '1 hour' and now() - interval '3 seconds'
      for update skip locked)`;
  await sql`
    update payment.transactions set paid_at = paid_at - ${AGES}::interval where id in (
      select id from payment.transactions t where paid_at > now() - interval '1 hour' and exists (
        select 1 from payment.refunds r
        where r.transaction_id = t.id and r.ended_at is null and r.sent_at is not null)
      for update skip locked)`;
}

/** How much is still to be done by itself. */
export async function countDue(sql: Sql): Promise<number> {
  const [row] = await sql<{ due: number }[]>`
    select (
      (select count(*) from payment.transactions where ended_at is null and exception is null) +
      (select count(*) from payment.refunds where ended_at is null and exception is null) +
      (select count(*) from payment.webhook_deliveries where status = 'pending')
    )::int as due`;
  if (!row) throw new Error("a count without a row");
  return row.due;
}
