import type { Random } from "./random";

/** What will happen to one order, decided before anything does. */
export type Plan = {
  orderId: string;
  amountRials: number;
  /** Which of the shops it is bought at. */
  shop: number;
  /** Milliseconds after the start. */
  startMs: number;
  /** What the shopper does at the bank. `late`: pays only once the time is over. */
  act: "pay" | "decline" | "leave" | "late";
  /** How long the payment does not show at the provider. */
  hiddenMs: number;
  /** What the browsers bring back, all at once. */
  callbacks: ("OK" | "NOK")[];
  inquiries: number;
  opensPage: boolean;
  /** Amounts in Rials that are asked back at once once it is paid; together they may be too much. */
  refunds: number[];
};

const SPREAD_MS = 2_200;
const DUPLICATES = 10;
const BURST = 100;
const REFUND_RIALS_MIN = 20_000;

/** By shares: 10 % of callbacks never come, the rest ten times, some a hundred times. */
export function makePlan(random: Random, orderId: string): Plan {
  const act = random.weighted({ decline: 0.08, leave: 0.08, late: 0.08 }) ?? "pay";
  const amountRials = random.between(10, 200) * 10_000;
  const comesBack = act !== "leave" && !random.chance(0.1);
  const count = random.chance(0.03) ? BURST : DUPLICATES;
  const honest = act === "decline" ? "NOK" : "OK";
  // A shopper, or somebody who knows the address, may say the opposite of what is true.
  const forged = random.chance(0.1) ? (honest === "OK" ? "NOK" : "OK") : honest;
  const callbacks = Array.from({ length: comesBack ? count : 0 }, (_, index) =>
    index % 3 === 0 ? forged : honest,
  );
  return {
    orderId,
    amountRials,
    shop: random.between(0, 1),
    startMs: random.between(0, SPREAD_MS),
    act,
    hiddenMs: random.chance(0.2) ? random.between(200, 3_000) : 0,
    callbacks,
    inquiries: random.chance(0.4) ? random.between(1, 3) : 0,
    opensPage: random.chance(0.25),
    refunds: random.chance(0.15) ? refundsOf(random, amountRials) : [],
  };
}

/** The whole of it, or four parts of a third: three may succeed, whatever the order. */
function refundsOf(random: Random, amountRials: number): number[] {
  const third = Math.floor(amountRials / 30_000) * 10_000;
  if (third < REFUND_RIALS_MIN || random.chance(0.4)) return [amountRials, amountRials];
  return [third, third, third, third];
}
