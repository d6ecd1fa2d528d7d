import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { signInFailures } from "@/db/schema/operators";
import { fingerprint } from "@/lib/crypto/fingerprint";
import { addressBlock } from "@/lib/net/address-block";
import { ACCOUNT, ADDRESS, PAIR, type SlowDown, waitSeconds } from "./backoff";

type From = {
  /** In lower case. */
  email: string;
  address: string;
  /** The account signed in from this address lately: strangers elsewhere do not make it wait. */
  familiar: boolean;
};

/** A try that was let through and already counts as failed; hand it to `giveBackTry` when it was not. */
export type Try = { pair: string; others: string[] };

/**
 * Ask for one look at a password. Counts before it looks, under row locks, so that parallel tries cannot
 * pass together: either every count allows this one and takes it, or none changes.
 * @returns the try, and the seconds to wait before the next (0: none); or no try and the seconds left.
 */
export async function takeTry(
  db: Database,
  from: From,
): Promise<{ taken: Try | null; waitSeconds: number }> {
  const { rules, pair } = rulesFor(from);
  // Sorted, so that two tries lock the rows they share in the same order.
  const subjects = [...rules.keys()].sort();
  return db.transaction(async (tx) => {
    const rows = await tx
      .insert(signInFailures)
      .values(subjects.map((subject) => ({ subject, failures: 0 })))
      .onConflictDoUpdate({
        target: signInFailures.subject,
        set: { failures: signInFailures.failures },
      })
      .returning({
        subject: signInFailures.subject,
        failures: signInFailures.failures,
        // The wall clock: the transaction's own began before it waited for the lock.
        blockedSeconds: secondsBetween(sql`clock_timestamp()`, signInFailures.blockedUntil),
        quietSeconds: secondsBetween(signInFailures.lastAt, sql`clock_timestamp()`),
      });
    const blockedSeconds = Math.max(...rows.map((row) => row.blockedSeconds));
    if (blockedSeconds > 0) return { taken: null, waitSeconds: blockedSeconds };
    let longestSeconds = 0;
    for (const { subject, failures, quietSeconds } of rows) {
      const rule = rules.get(subject) as SlowDown;
      const tries = (quietSeconds > rule.forgottenAfterSeconds ? 0 : failures) + 1;
      const seconds = waitSeconds(rule, tries);
      longestSeconds = Math.max(longestSeconds, seconds);
      await tx
        .update(signInFailures)
        .set({
          failures: tries,
          lastAt: sql`clock_timestamp()`,
          blockedUntil: sql`clock_timestamp() + make_interval(secs => ${seconds})`,
        })
        .where(eq(signInFailures.subject, subject));
    }
    const others = subjects.filter((subject) => subject !== pair);
    return { taken: { pair, others }, waitSeconds: longestSeconds };
  });
}

function rulesFor({ email, address, familiar }: From) {
  const account = `account:${email}`;
  const place = `address:${addressBlock(address)}`;
  const name = (text: string) => fingerprint("sign-in", text);
  const pair = name(`${account} ${place}`);
  const rules = new Map([
    [pair, PAIR],
    [name(place), ADDRESS],
  ]);
  if (!familiar) rules.set(name(account), ACCOUNT);
  return { rules, pair };
}

const secondsBetween = (from: unknown, to: unknown) =>
  sql<number>`extract(epoch from ${to} - ${from})::float8`;
