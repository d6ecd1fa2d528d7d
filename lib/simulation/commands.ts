import fc from "fast-check";
import { expect } from "vitest";
import type { Deed, Play } from "./begin-play";
import { type Model, returnOf, settleModel } from "./model";

type Command = fc.AsyncCommand<Model, Play>;

/** One kind of deed: what it does to the model, and to the real thing; then both must agree. */
function command(
  name: string,
  {
    when = () => true,
    model,
    real,
  }: {
    when?: (model: Model) => boolean;
    model: (model: Model) => void;
    real: (play: Play) => unknown;
  },
): Command {
  return {
    check: (now) => when(now),
    toString: () => name,
    async run(now, play) {
      model(now);
      await real(play);
      // What nobody was asked about did not go wrong.
      play.forgetFaults();
      await agree(now, play);
    },
  };
}

async function agree(model: Model, play: Play): Promise<void> {
  const { status, refunded_rials: refunded, exception } = await play.read();
  const here =
    status === "paid" ? "paid" : ["open", "verifying"].includes(status) ? "waiting" : "over";
  expect({ here, exception }).toEqual({ here: model.here, exception: null });
  expect(refunded).toBe(model.refundedRials);
}

type Hint = "OK" | "NOK";
const callBack =
  (play: Play, hint: Hint): Deed =>
  (verbs, system) =>
    verbs.receiveCallback({ ...system, actor: { type: "shopper" } }, "zarinpal", {
      Authority: play.payment.authority,
      Status: hint,
    });

const waits = (model: Model) => model.here === "waiting";
/** Past every lease, and due. */
const AFTER_LEASES_MS = 61_000;
const reconcile = (play: Play) =>
  play.act([
    async (verbs, system) => {
      await system.db.execute(
        "update payment.attempts set next_check_at = now() where next_check_at is not null",
      );
      await verbs.reconcileDue(system, 5_000);
    },
  ]);

const pays = command("the shopper pays", {
  when: ({ bank }) => bank === "open",
  model: (model) => {
    model.bank = "paid";
  },
  real: ({ session, schedule }) => {
    session.state = "PAID";
    session.visibleAt = schedule.now;
  },
});
const declined = command("the bank declines", {
  when: ({ bank }) => bank === "open",
  model: (model) => {
    model.bank = "declined";
  },
  real: ({ session }) => {
    session.state = "FAILED";
  },
});
const returns = (hint: Hint, times: number) =>
  command(`${times} returns with ${hint}`, {
    model: (model) => returnOf(model, hint),
    real: (play) => play.act(Array.from({ length: times }, () => callBack(play, hint))),
  });
const ticks = command("a minute passes, and the job runs", {
  when: waits,
  model: (model) => {
    // Who never came back may still be at the bank: the job looks, and verifies what is paid.
    settleModel(model);
  },
  real: (play) => {
    play.schedule.now += AFTER_LEASES_MS;
    return reconcile(play);
  },
});
const expires = command("the time is over, and the job runs", {
  when: waits,
  model: (model) => {
    model.expired = true;
    settleModel(model);
  },
  real: (play) => {
    play.schedule.now += 31 * 60_000;
    return reconcile(play);
  },
});
/** The answer to the verify is lost, with or without its effect; then the process asks again. */
const timesOut = (fault: "lost" | "unsent" | "bad_gateway") =>
  command(`a return whose call is ${fault}, then the job`, {
    when: waits,
    model: (model) => {
      model.returned = true;
      model.saidOk = true;
      settleModel(model);
    },
    real: async (play) => {
      play.failNext(fault);
      await play.act([callBack(play, "OK")]);
      play.forgetFaults();
      play.schedule.now += AFTER_LEASES_MS;
      await reconcile(play);
    },
  });
/** Dies anywhere, perhaps before it did anything: only what follows is certain. */
const dies = command("a return whose process dies, then another return", {
  when: waits,
  model: (model) => returnOf(model, "OK"),
  real: async (play) => {
    await play.act([callBack(play, "OK")], 0.25);
    play.schedule.now += AFTER_LEASES_MS;
    await play.act([callBack(play, "OK")]);
  },
});
const PART_RIALS = 30_000;
const PAID_RIALS = 100_000;
const refunds = command("three ask at once for a part back", {
  when: ({ here }) => here === "paid",
  model: (model) => {
    for (let wish = 0; wish < 3; wish++) {
      if (model.refundedRials + PART_RIALS <= PAID_RIALS) model.refundedRials += PART_RIALS;
    }
  },
  real: (play) =>
    play.act(
      Array.from({ length: 3 }, () => async (verbs, _system, site) => {
        await verbs.requestRefund(site, {
          transactionId: play.payment.id,
          amount: PART_RIALS,
          currency: "IRR",
          refundRef: null,
          requestKey: null,
        });
      }),
    ),
});

export const COMMANDS = [
  fc.constant(pays),
  fc.constant(declined),
  fc.constantFrom<Hint>("OK", "NOK").map((hint) => returns(hint, 1)),
  fc.constantFrom<Hint>("OK", "NOK").map((hint) => returns(hint, 5)),
  fc.constant(ticks),
  fc.constant(expires),
  fc.constantFrom("lost" as const, "unsent" as const, "bad_gateway" as const).map(timesOut),
  fc.constant(dies),
  fc.constant(refunds),
];
