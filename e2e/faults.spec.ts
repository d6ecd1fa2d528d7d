import { execFile } from "node:child_process";
import { join } from "node:path";
import { compareBooks } from "../lib/faults/compare-books";
import { makeWorld } from "../lib/faults/make-world";
import { endBreaths, endLeases, makeDue } from "../lib/faults/pass-time";
import type { Plan } from "../lib/faults/plan";
import { Random } from "../lib/faults/random";
import type { World } from "../lib/faults/run-seed";
import { callBack, callSigned, runJob } from "../lib/faults/shop";
import { live } from "../lib/faults/shopper";
import { expect, test } from "./test";

const ROOT = join(import.meta.dirname, "..");
/** The goals are 5 s after a kill and 10 s after a database restart, on a machine that does nothing else. */
const KILL_RECOVERY_MS_MAX = 20_000;
const DATABASE_RECOVERY_MS_MAX = 20_000;

test("killed, cut off and with wrong clocks, two servers agree with the provider's books", async () => {
  test.setTimeout(240_000);
  const options = ["--seeds", "2", "--payments", "30", "--servers", "2"];
  const { code, output } = await run(["lib/faults/run.ts", ...options]);
  console.log(output);
  const last = output.trim().split("\n").at(-1);
  expect(last).toContain("0 doubled, 0 lost, 0 undelivered, 0 mismatch, 0 wrong answers");
  expect(code).toBe(0);
});

test("kill -9 between the provider's verify and our commit: paid once, without a human", async () => {
  test.setTimeout(120_000);
  const { world, close } = await makeWorld({ root: ROOT, servers: 1, seed: 1 });
  try {
    const { database, fleet, provider, receiver } = world;
    const [server] = fleet.servers;
    if (!server) throw new Error("no server");
    const { story, authority } = await openOrder(world, "killed", 250_000);
    provider.bank.pay(authority);

    // The provider has verified and its answer is on the way when the server dies.
    let answer = () => {};
    const verified = new Promise<void>((reached) => {
      const until = new Promise<void>((resolve) => {
        answer = resolve;
      });
      provider.holdNext("verify", until, reached);
    });
    const returning = callBack(server, authority, "OK");
    await verified;
    const killedAt = performance.now();
    await server.kill();
    answer();
    expect(await returning).toBeNull();
    const session = provider.bank.find(authority);
    expect(session).toMatchObject({ state: "VERIFIED", verifications: 1 });
    await server.untilReady();
    const killRecoveryMs = performance.now() - killedAt;
    const status = async () => {
      const [row] = await database.sql`
        select status from payment.transactions where id = ${story.transactionId}`;
      return row?.status;
    };
    expect(await status()).toBe("verifying");

    // Half a minute later, and nobody did anything: the server's own jobs find it.
    await endLeases(database.sql);
    await makeDue(database.sql);
    await expect.poll(status, { timeout: 20_000 }).toBe("paid");
    const news = `${story.transactionId} transaction.paid`;
    await expect.poll(() => receiver.news.get(news)?.size, { timeout: 20_000 }).toBe(1);
    const truth = { bank: provider.bank, receiver, stories: [story] };
    expect(await compareBooks(database.sql, truth)).toEqual([]);
    expect(provider.calls.get("verify")).toBe(2);

    const startedAt = await database.restart();
    await server.untilReady();
    const databaseRecoveryMs = performance.now() - startedAt;
    const words = [killRecoveryMs, databaseRecoveryMs].map((ms) => `${(ms / 1_000).toFixed(1)} s`);
    console.log(`ready ${words[0]} after a kill, ${words[1]} after a database restart`);
    expect(killRecoveryMs).toBeLessThan(KILL_RECOVERY_MS_MAX);
    expect(databaseRecoveryMs).toBeLessThan(DATABASE_RECOVERY_MS_MAX);
    expect(await compareBooks(database.sql, truth)).toEqual([]);
  } finally {
    await close();
  }
});

test("a hundred callbacks with inquiries and jobs pay once; twenty refunds of 30 in 100 are three", async () => {
  test.setTimeout(120_000);
  const { world, close } = await makeWorld({ root: ROOT, servers: 2, seed: 1 });
  try {
    const { database, fleet, provider, receiver } = world;
    const [one, two] = fleet.servers;
    if (!one || !two) throw new Error("no servers");
    const { story, authority } = await openOrder(world, "hundred", 1_000_000);
    provider.bank.pay(authority);
    const { shop, transactionId } = story;
    const pick = (index: number) => (index % 2 ? one : two);
    const inquire = (index: number) =>
      callSigned(pick(index), shop, "/v1/pay/inquiry", { id: transactionId });
    const [replies] = await Promise.all([
      Promise.all(Array.from({ length: 100 }, (_, n) => callBack(pick(n), authority, "OK"))),
      Promise.all(Array.from({ length: 10 }, (_, n) => inquire(n))),
      makeDue(database.sql).then(() => runJob(two, fleet.cronSecret, "reconcile")),
    ]);
    expect(new Set(replies.map((reply) => reply?.status))).toEqual(new Set([302]));
    const truth = { bank: provider.bank, receiver, stories: [story] };
    await expect.poll(() => compareBooks(database.sql, truth), { timeout: 20_000 }).toEqual([]);
    expect(provider.bank.find(authority)).toMatchObject({ state: "VERIFIED", verifications: 1 });

    // The ends move back: of one payment, refunds are otherwise sent two seconds apart.
    const passing = setInterval(() => void endBreaths(database.sql), 200);
    const refunds = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        callSigned(pick(n), shop, "/v1/pay/refund", {
          ...{ transaction_id: transactionId, refund_id: `R-${n}` },
          ...{ amount: 300_000, currency: "IRR" },
        }),
      ),
    ).finally(() => clearInterval(passing));
    expect(refunds.filter((reply) => reply?.status === 201)).toHaveLength(3);
    expect(refunds.filter((reply) => reply?.body.includes("refund_exceeds_paid"))).toHaveLength(17);
    await expect.poll(() => compareBooks(database.sql, truth), { timeout: 20_000 }).toEqual([]);
    expect(provider.bank.find(authority)?.refunds).toHaveLength(3);
  } finally {
    await close();
  }
});

/** An order that the shop has a page for; its payment must end as paid. */
async function openOrder({ fleet, provider, shops }: World, orderId: string, amountRials: number) {
  const plan: Plan = {
    ...{ orderId, amountRials, shop: 0, startMs: 0, act: "leave", hiddenMs: 0 },
    ...{ callbacks: [], inquiries: 0, opensPage: false, refunds: [] },
  };
  const random = new Random(orderId);
  const story = await live({ servers: fleet.servers, shops, bank: provider.bank, random }, plan);
  if (story.authority === null) throw new Error(`not opened: ${story.wrong.join()}`);
  return { story: { ...story, mustBePaid: true }, authority: story.authority };
}

/** Runs a script of the project; never rejects for an exit code. */
function run(script: string[]): Promise<{ code: number; output: string }> {
  const args = ["--conditions", "react-server", "--import", "tsx", ...script];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: ROOT }, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, output: `${stdout}${stderr}` });
    });
  });
}
