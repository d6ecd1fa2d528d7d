import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { refunds } from "@/db/schema/refunds";
import { transactionEvents, transactions } from "@/db/schema/transactions";
import type { ActorOf, Context, Role, TenantId } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import { getAccount } from "@/lib/profiles/get-account";
import { zarinpal } from "@/lib/providers/zarinpal/driver";
import { advanceDueRefunds } from "@/lib/refunds/advance-due-refunds";
import type { RefundWish } from "@/lib/refunds/wish";
import { actOnPage } from "@/lib/sandbox/act-on-page";
import { findSession } from "@/lib/sandbox/find-session";
import { handleSandbox, serveLocally } from "@/lib/sandbox/local-server";
import type { ScenarioName } from "@/lib/sandbox/scenarios";
import { makeAttempt, makeTransaction, type Shop } from "./factories";
import { testContext } from "./test-context";

type Lost = { call: RegExp; when: "before" | "after" };

/**
 * The simulator on a socket of its own, as where this process's test mode goes; calls are counted and
 * the answer of any can get lost, before it did anything or after. Start it before anything reads the
 * environment: that is read once.
 */
export async function startSimulator() {
  const calls: string[] = [];
  const losses: Lost[] = [];
  const server = await serveLocally(async (incoming) => {
    const url = new URL(incoming.url);
    url.pathname = url.pathname.replace(/^\/sandbox\/zarinpal/, "");
    const body = await incoming.text();
    const call = /AddRefund|SessionById|Sessions|Terminals/.exec(body)?.[0] ?? url.pathname;
    calls.push(call);
    const at = losses.findIndex((one) => one.call.test(call));
    const lost = at < 0 ? null : losses.splice(at, 1)[0];
    if (lost?.when === "before") return new Response("<h1>502</h1>", { status: 502 });
    const { method, headers } = incoming;
    const init = body === "" ? { method, headers } : { method, headers, body };
    const response = await handleSandbox(new Request(url, init));
    return lost ? new Response("<h1>502</h1>", { status: 502 }) : response;
  });
  process.env.SANDBOX_URL = `${server.url}/sandbox/zarinpal`;
  process.env.PORT = new URL(server.url).port;
  return {
    url: `${server.url}/sandbox/zarinpal`,
    calls,
    /** The next call of this name gets no readable answer; queued, so call again for more. */
    lose: (call: RegExp, when: Lost["when"]) => void losses.push({ call, when }),
    countOf: (call: RegExp) => calls.filter((one) => call.test(one)).length,
    close: server.close,
  };
}
export type Simulator = Awaited<ReturnType<typeof startSimulator>>;

export const NAMELESS: RefundWish = { refundRef: null, requestKey: null };

/** An operator of the shop's tenant. */
export function operatorOf(
  db: Database,
  shop: Shop,
  role: Role = "owner",
): Context<ActorOf<"operator">> {
  const tenantId = shop.tenantId as TenantId;
  return {
    db,
    requestId: mintId("request"),
    actor: { type: "operator", tenantId, operatorId: "usr_tester", role },
  };
}

/** A session that is paid and verified at the simulator; our books know nothing of it. */
export async function verifyAtSimulator(
  db: Database,
  shop: Shop,
  { amountRials = 100_000n, scenario = null as ScenarioName | null } = {},
) {
  const account = await getAccount(db, shop.account.id);
  const opened = await zarinpal.open(account, {
    amountRials,
    description: "refunds",
    callbackUrl: "https://broker.example/callback",
    orderId: "1",
    mobile: null,
    email: null,
    cardPan: null,
  });
  if (opened.outcome !== "accepted") throw new Error(JSON.stringify(opened));
  const authority = opened.value.token;
  const session = await findSession(db, authority);
  if (!session) throw new Error("no session");
  await actOnPage(db, session, "pay", scenario, new Date());
  const verified = await zarinpal.verify(account, { token: authority, amountRials });
  if (verified.outcome !== "accepted") throw new Error(JSON.stringify(verified));
  return { authority, refId: verified.value.refId };
}

/**
 * A payment that the simulator and our books both know as paid, with a session of its own.
 * @param minutesAgo when it was paid, as our books say
 */
export async function payAtSimulator(
  db: Database,
  shop: Shop,
  { amountRials = 100_000n, scenario = null as ScenarioName | null, minutesAgo = 0 } = {},
) {
  const { authority, refId } = await verifyAtSimulator(db, shop, { amountRials, scenario });
  const paidAt = new Date(Date.now() - minutesAgo * 60_000);
  const transaction = await makeTransaction(db, shop, {
    status: "paid",
    paidAt,
    endedAt: paidAt,
    amountRials,
    amountSent: amountRials / 10n,
  });
  await makeAttempt(db, shop, transaction, {
    status: "paid",
    authority,
    refId,
    endedAt: paidAt,
    nextCheckAt: null,
  });
  return { id: transaction.id, authority };
}

export const refundsOf = (db: Database, transactionId: string) =>
  db.select().from(refunds).where(eq(refunds.transactionId, transactionId));

/** Refunded as the transaction's row says, and as its refunds add up: they must agree. */
export async function refundedOf(db: Database, transactionId: string) {
  const [row] = await db.select().from(transactions).where(eq(transactions.id, transactionId));
  const rows = await refundsOf(db, transactionId);
  const sum = rows
    .filter(({ status }) => status !== "failed")
    .reduce((total, { amountRials }) => total + amountRials, 0n);
  if (row?.refundedRials !== sum) {
    throw new Error(`the row says ${row?.refundedRials}, its refunds add up to ${sum}`);
  }
  return sum;
}

export async function refundEventsOf(db: Database, transactionId: string): Promise<string[]> {
  const rows = await db
    .select()
    .from(transactionEvents)
    .where(eq(transactionEvents.transactionId, transactionId))
    .orderBy(transactionEvents.seq);
  return rows.map(({ type }) => type).filter((type) => type.startsWith("refund."));
}

/** Every open refund of a transaction becomes due now; with `age`, as if all of it were that long ago. */
export async function refundsDueNow(
  db: Database,
  transactionId: string,
  age = "0 seconds",
): Promise<void> {
  await db.execute(sql`
    update payment.refunds
    set next_check_at = now(), lease_until = null,
      created_at = created_at - ${age}::interval, sent_at = sent_at - ${age}::interval,
      last_check_at = last_check_at - ${age}::interval
    where transaction_id = ${transactionId} and status in ('pending', 'unknown')`);
}

/**
 * Run the job until no refund of a transaction is open. In a hurry the simulator's payouts and the
 * pause between two refunds of one payment are over at once.
 */
export async function finishRefunds(
  db: Database,
  transactionId: string,
  { hurry = true } = {},
): Promise<void> {
  const system = testContext(db, { type: "system", job: "refunds" });
  for (let round = 0; round < 100; round++) {
    const open = (await refundsOf(db, transactionId)).filter(({ endedAt }) => !endedAt);
    if (open.length === 0) return;
    await refundsDueNow(db, transactionId);
    if (hurry) {
      await db.execute(sql`update payment.sandbox_refunds set pays_at = now()`);
      await db.execute(sql`
        update payment.refunds set ended_at = ended_at - interval '3 seconds'
        where transaction_id = ${transactionId}`);
      // The provider writes its times to the second.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    await advanceDueRefunds(system, 5_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("refunds stay open");
}
