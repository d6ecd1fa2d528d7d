import { Dice } from "./dice";
import type { Faults } from "./schedule";

export type PlannedCallback = {
  status: "OK" | "NOK";
  /** Carries an amount and a transaction id that are not its own, as an attacker's would. */
  forged: boolean;
  process: number;
  afterMs: number;
  /** Only once the shopper is done at the bank. */
  afterBank: boolean;
};
export type PlannedPayment = {
  /** Over before the history begins, its bank page still open: what is paid there is late. */
  ended: boolean;
  shopper: "pays" | "declines" | "leaves";
  bankMs: number;
  /** How long the provider does not show that it was paid. */
  visibleAfterMs: number;
  /** The provider took another amount than ours. */
  mismatched: boolean;
  callbacks: PlannedCallback[];
};
type PlannedJob = {
  job: "inquiry" | "recheck" | "reconcile" | "refunds" | "lookup";
  payment: number;
  process: number;
  afterMs: number;
};
type PlannedRefund = {
  payment: number;
  amountRials: number | null;
  refundRef: string | null;
  process: number;
  afterMs: number;
};
/** Everything about a history that its seed decides beforehand. */
export type Plan = {
  latePayment: "accept" | "return";
  faults: Faults;
  /** The share of provider calls that go wrong. */
  providerFaults: number;
  /** Payments of one order. */
  payments: PlannedPayment[];
  jobs: PlannedJob[];
  refunds: PlannedRefund[];
};

/** How many of the server's processes take part. */
export const PROCESSES = 3;
const SOON_MS = [0, 0, 0, 0, 300, 2_000, 9_000, 33_000];

/** A history's outline, from its seed alone. */
export function drawPlan(seed: number): Plan {
  const dice = new Dice(seed);
  const list = <T>(length: number, make: (index: number) => T) =>
    Array.from({ length }, (_, i) => make(i));
  const who = () => ({ process: dice.below(PROCESSES), afterMs: dice.pick(SOON_MS) });
  const double = dice.chance(0.25);
  const payments = list(double ? 2 : 1, (index): PlannedPayment => {
    const shopper = dice.pick(["pays", "pays", "pays", "pays", "declines", "leaves"] as const);
    return {
      ended: double && index === 0,
      shopper: double ? "pays" : shopper,
      bankMs: dice.pick(SOON_MS),
      visibleAfterMs: dice.chance(0.75) ? 0 : dice.below(50_000),
      mismatched: dice.chance(0.04),
      callbacks: list(dice.below(4), () => ({
        status: dice.chance(0.85) ? "OK" : "NOK",
        forged: dice.chance(0.3),
        afterBank: dice.chance(0.8),
        ...who(),
      })),
    };
  });
  const one = () => ({ payment: dice.below(payments.length), ...who() });
  return {
    latePayment: dice.chance(double ? 0.85 : 0.5) ? "accept" : "return",
    faults: {
      crashes: dice.chance(0.5) ? 0 : dice.pick([0.02, 0.04, 0.08]),
      pauses: dice.pick([0.01, 0.05, 0.12]),
    },
    providerFaults: dice.chance(0.4) ? 0 : dice.pick([0.1, 0.3]),
    payments,
    jobs: list(dice.below(4), () => ({
      job: dice.pick([
        "inquiry",
        "recheck",
        "reconcile",
        "reconcile",
        "refunds",
        "lookup",
      ] as const),
      ...one(),
    })),
    refunds: list(dice.chance(0.5) ? 0 : 1 + dice.below(4), () => ({
      amountRials: dice.chance(0.8) ? 30_000 : null,
      refundRef: dice.chance(0.3) ? "R-1" : null,
      ...one(),
    })),
  };
}
