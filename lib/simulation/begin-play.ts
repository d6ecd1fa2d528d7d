import type { Context } from "@/lib/context";
import { shopContext } from "@/lib/testing/factories";
import { beginWorld } from "./begin-world";
import { findBreaks } from "./find-breaks";
import { gatedDatabase } from "./gated-database";
import type { Verbs } from "./load-process";
import { makePayments, type Payment } from "./make-payments";
import type { Theatre } from "./play-history";
import { readBooks } from "./read-books";
import { recover } from "./recover";
import type { Process } from "./stage";
import type { Fault } from "./zarinpal/simulated-zarinpal";

type Site = ReturnType<typeof shopContext>;
export type Deed = (verbs: Verbs, system: Context, site: Site) => Promise<unknown>;
export type Play = Awaited<ReturnType<typeof beginPlay>>;

const NO_FAULTS = { crashes: 0, pauses: 0 };

/** One payment, and what may be done to it one after the other; each deed runs to its end, or to its death. */
export async function beginPlay(theatre: Theatre, seed: number, acceptsLate: boolean) {
  const world = beginWorld(seed, NO_FAULTS);
  const { schedule, provider, dice } = world;
  provider.failingPayouts = 0;
  const planned = {
    ended: false,
    shopper: "pays" as const,
    bankMs: 0,
    visibleAfterMs: 0,
    mismatched: false,
    callbacks: [],
  };
  const db = gatedDatabase(theatre.pool, schedule, () => dice.below(5));
  const [payment] = (await makePayments(
    db,
    theatre.shop,
    { latePayment: acceptsLate ? "accept" : "return", payments: [planned] },
    world,
  )) as [Payment];
  const session = provider.sessions.get(payment.authority);
  if (!session) throw new Error("no session");
  const failures: string[] = [];
  let deeds = 0;

  const [mortal, ...living] = theatre.processes;

  /** Let processes do something at once. What may die does so in one that nobody else relies on. */
  async function act(does: Deed[], crashes = 0): Promise<void> {
    schedule.faults = { crashes, pauses: 0 };
    for (const deed of does) {
      const verbs = (crashes > 0 ? mortal : living[deeds % living.length]) as Verbs;
      const process: Process = { name: `p${deeds++}`, dead: false };
      const own = gatedDatabase(theatre.pool, schedule, () => dice.below(5));
      const system: Context = {
        actor: { type: "system", job: "model" },
        db: own,
        requestId: "req_model",
      };
      const site = shopContext(own, theatre.shop);
      schedule.start(
        { name: "deed", process, world },
        () => deed(verbs, system, site),
        (error) => {
          if (!(error instanceof Error) || error.name !== "BrokerError")
            failures.push(String(error));
        },
      );
    }
    await schedule.run();
    schedule.faults = NO_FAULTS;
  }

  return {
    payment,
    session,
    schedule,
    act,
    /** The provider's next call goes wrong. */
    failNext: (fault: Fault) => void provider.nextFaults.push(fault),
    forgetFaults: () => void provider.nextFaults.splice(0),
    async read() {
      const books = await readBooks(db, [payment]);
      const [transaction] = books.transactions;
      if (!transaction) throw new Error("the transaction is gone");
      return transaction;
    },
    /** Everything settles, and the books are compared with the provider's truth. @returns what is wrong */
    async end(): Promise<string[]> {
      provider.nextFaults.splice(0);
      const verbs = theatre.processes.at(-1) as Verbs;
      const process: Process = { name: "last", dead: false };
      const own = gatedDatabase(theatre.pool, schedule, () => 0);
      const system: Context = {
        actor: { type: "system", job: "model" },
        db: own,
        requestId: "req_model",
      };
      await recover({ verbs, process, system }, world, db, (error) => failures.push(String(error)));
      const books = await readBooks(db, [payment]);
      return [...failures, ...findBreaks(books, payment, session, planned, schedule.now)];
    },
  };
}
