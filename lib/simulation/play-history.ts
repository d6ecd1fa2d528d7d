import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { Database } from "@/db/client";
import type { Context } from "@/lib/context";
import { makeShop, type Shop, shopContext } from "@/lib/testing/factories";
import { beginWorld, type SimulatedWorld } from "./begin-world";
import { drawPlan, type Plan, type PlannedCallback, PROCESSES } from "./draw-plan";
import { findBreaks } from "./find-breaks";
import { gatedDatabase } from "./gated-database";
import { loadProcess, type Verbs } from "./load-process";
import { makePayments, type Payment } from "./make-payments";
import { readBooks } from "./read-books";
import { recover } from "./recover";
import { simulatedDatabase } from "./simulated-database";
import type { Actor, Process } from "./stage";

/** What all histories of a test file share. */
export type Theatre = { pool: postgres.Sql; shop: Shop; processes: Verbs[] };
export type History = { plan: Plan; trace: string[]; breaks: string[] };

/** A database, a shop in it, and the verbs as so many processes and one that comes up afterwards. */
export async function openTheatre(): Promise<Theatre> {
  const pool = await simulatedDatabase();
  const shop = await makeShop(drizzle(pool));
  const processes: Verbs[] = [];
  for (let count = 0; count <= PROCESSES; count++) processes.push(await loadProcess());
  return { pool, shop, processes };
}

/**
 * One history: the plan's actors run against each other in the seed's order, with its crashes and the
 * provider's faults, until all ended or died. Then a fresh process goes on without faults to the end,
 * and the books are compared with what the provider knows.
 */
export async function playHistory(theatre: Theatre, seed: number): Promise<History> {
  const plan = drawPlan(seed);
  const world = beginWorld(seed, plan.faults);
  const { schedule, provider, dice } = world;
  const diesInside = () => dice.below(5);
  // Used by nobody who acts: then a statement is no step, and goes by the history's clock all the same.
  const aside = gatedDatabase(theatre.pool, schedule, diesInside);
  const payments = await makePayments(aside, theatre.shop, plan, world);
  provider.faultShare = plan.providerFaults;
  const breaks: string[] = [];

  const hosts = theatre.processes.map((verbs, number) => {
    const process: Process = { name: `p${number}`, dead: false };
    const db = gatedDatabase(theatre.pool, schedule, diesInside);
    return { verbs, process, db };
  });
  const outside: Process = { name: "world", dead: false };
  const surprise = (name: string) => (error: unknown) => {
    // Refusing is an answer; anything else is a mistake of ours.
    if (!isRefusal(error)) breaks.push(`${name} threw ${inspect(error)}`);
  };
  const start = (process: Process, name: string, afterMs: number, act: () => Promise<unknown>) => {
    const actor: Actor = { name, process, world };
    const later = async () => {
      if (afterMs > 0) await pause(afterMs);
      await act();
    };
    schedule.start(actor, later, surprise(name));
  };
  const at = (number: number) => {
    const host = hosts[number];
    if (!host) throw new Error(`no process ${number}`);
    const system: Context = {
      actor: { type: "system", job: "simulation" },
      db: host.db,
      requestId: "req_simulation",
    };
    const site = shopContext(host.db, theatre.shop);
    return { ...host, system, site };
  };

  const callBack = (payment: Payment, callback: PlannedCallback) => {
    const { process, system, verbs } = at(callback.process);
    const other = payments.find(({ id }) => id !== payment.id) ?? payment;
    const forgery = { amount: "1", transaction_id: other.id, order_id: "another" };
    const query = {
      Authority: payment.authority,
      Status: callback.status,
      ...(callback.forged ? forgery : {}),
    };
    const shopper = { ...system, actor: { type: "shopper" } as const };
    start(process, `callback ${callback.status}`, callback.afterMs, () =>
      verbs.receiveCallback(shopper, "zarinpal", query),
    );
  };

  for (const [number, payment] of payments.entries()) {
    const planned = plan.payments[number];
    if (!planned) throw new Error("a payment nobody planned");
    const { shopper, callbacks, bankMs, visibleAfterMs } = planned;
    for (const callback of callbacks) if (!callback.afterBank) callBack(payment, callback);
    start(outside, "shopper", bankMs, async () => {
      await schedule.step(shopper, async () => atBank(world, payment, shopper, visibleAfterMs));
      for (const callback of callbacks) if (callback.afterBank) callBack(payment, callback);
    });
  }
  for (const { job, payment: number, process: host, afterMs } of plan.jobs) {
    const { process, system, verbs } = at(host);
    const payment = payments[number] as Payment;
    const target = { transactionId: payment.id, attemptId: payment.attemptId };
    start(process, job, afterMs, async () => {
      if (job === "inquiry")
        await verbs.settleAttempt(system, target, { by: "inquiry", minAgeSeconds: 0 });
      if (job === "recheck") await verbs.settleAttempt(system, target, { by: "recheck" });
      if (job === "reconcile") await verbs.reconcileDue(system, 5_000);
      if (job === "refunds") await verbs.advanceDueRefunds(system, 5_000);
      if (job === "lookup") await lookUpAll(verbs, system, payment);
    });
  }
  for (const { payment: number, amountRials, refundRef, process: host, afterMs } of plan.refunds) {
    const { process, site, verbs } = at(host);
    const amount = amountRials === null ? {} : { amount: amountRials, currency: "IRR" as const };
    const wish = {
      ...amount,
      refundRef,
      requestKey: null,
      transactionId: (payments[number] as Payment).id,
    };
    start(process, "refund", afterMs, () => refundOncePaid(verbs, site, wish));
  }

  await schedule.run();
  provider.faultShare = 0;
  await recover(at(PROCESSES), world, aside, surprise("recovery"));
  const books = await readBooks(aside, payments);
  for (const [number, payment] of payments.entries()) {
    const session = provider.sessions.get(payment.authority);
    const planned = plan.payments[number];
    if (session && planned)
      breaks.push(...findBreaks(books, payment, session, planned, schedule.now));
  }
  return { plan, trace: schedule.trace, breaks };
}

function atBank(
  world: SimulatedWorld,
  payment: Payment,
  does: string,
  visibleAfterMs: number,
): void {
  const session = world.provider.sessions.get(payment.authority);
  if (session?.state !== "IN_BANK" || does === "leaves") return;
  session.state = does === "pays" ? "PAID" : "FAILED";
  session.visibleAt = world.schedule.now + visibleAfterMs;
}

/** A site that asks again while the payment is not settled yet. */
async function refundOncePaid(
  verbs: Verbs,
  site: ReturnType<typeof shopContext>,
  wish: Parameters<Verbs["requestRefund"]>[1],
): Promise<void> {
  for (let tries = 0; tries < 6; tries++) {
    try {
      await verbs.requestRefund(site, wish);
      return;
    } catch (error) {
      if (!isRefusal(error) || error.reason !== "not_refundable") throw error;
      await pause(4_000);
    }
  }
}

async function lookUpAll(verbs: Verbs, ctx: Context, payment: Payment): Promise<void> {
  await pause(3_000);
  for (const id of await refundIds(ctx.db, payment.id)) await verbs.lookUpRefund(ctx, id);
}

async function refundIds(db: Database, transactionId: string): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(
    `select id from payment.refunds where transaction_id = '${transactionId}' order by id`,
  );
  return rows.map(({ id }) => id);
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function isRefusal(error: unknown): error is Error & { reason: string } {
  return error instanceof Error && error.name === "BrokerError" && "reason" in error;
}

function inspect(error: unknown): string {
  const causes: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) causes.push(at.message.slice(0, 300));
  return causes.join(" ← ");
}
