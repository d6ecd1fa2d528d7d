import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { FlatPayError } from "../public/sdk/flatpay.mjs";
import { openShop } from "./stack/open-shop";
import { startBroker } from "./stack/start-broker";
import { expect, test } from "./test";

const ROUNDS = 25;
const CALLERS = 12;
/** The provider's deadline is the longest that a request may wait for. */
const DEADLINE_MS = 12_000;

test("25 rounds of killed database backends under load end no process and hang no request", async () => {
  test.setTimeout(360_000);
  const broker = await startBroker("outage", { RATE_LIMIT_SCALE: "1000" });
  const shop = await openShop(broker.url);
  const admin = postgres(broker.databaseUrl, { max: 1, onnotice: () => {} });
  const seen = { answered: 0, unavailable: 0, slowestMs: 0, killed: 0 };
  let over = false;

  async function caller(): Promise<void> {
    while (!over) {
      const startedAt = performance.now();
      try {
        await shop.open();
        seen.answered++;
      } catch (error) {
        // What a killed backend may look like from outside: a retryable answer of ours, never a cut line.
        expect(error).toBeInstanceOf(FlatPayError);
        expect((error as FlatPayError).code).toBe("unavailable");
        seen.unavailable++;
      }
      seen.slowestMs = Math.max(seen.slowestMs, performance.now() - startedAt);
    }
  }

  async function answeredMoreThan(count: number): Promise<void> {
    await expect.poll(() => seen.answered, { timeout: DEADLINE_MS }).toBeGreaterThan(count);
  }

  try {
    const callers = Array.from({ length: CALLERS }, caller);
    for (let round = 0; round < ROUNDS; round++) {
      const killed = await admin`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`;
      seen.killed += killed.length;
      await sleep(120);
      // The load goes on between the rounds, however slow the machine is.
      await answeredMoreThan(round);
    }
    over = true;
    await Promise.all(callers);
    // The same process: a broker under test is not restarted.
    expect((await fetch(`${broker.url}/api/health`)).status).toBe(200);
    expect(seen.killed).toBeGreaterThan(ROUNDS);
    expect(seen.slowestMs).toBeLessThan(DEADLINE_MS);
    // Nothing that was answered is lost, and the server is well again.
    const [count] =
      await admin`select count(*)::int as open from payment.transactions where status = 'open'`;
    expect(count?.open).toBeGreaterThanOrEqual(seen.answered);
    await shop.open();
  } finally {
    over = true;
    await admin.end();
    await shop.close();
    await broker.stop();
  }
});
