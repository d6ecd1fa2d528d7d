import { type ATTEMPT_STATUSES, isFinal, type TransactionStatus } from "@/lib/transactions/state";
import type { DeliveryStatus } from "@/lib/webhooks/state";

const TEST_STEPS = ["created", "handed_off", "returned", "verified", "webhook"] as const;

/** `skipped`: the payment went on without it, or there is nothing to do. */
export type StepState = "todo" | "doing" | "done" | "failed" | "skipped";

export type TestStep = { key: (typeof TEST_STEPS)[number]; state: StepState; at: Date | null };

type Payment = {
  transaction: {
    status: TransactionStatus;
    createdAt: Date;
    paidAt: Date | null;
    endedAt: Date | null;
  };
  /** The attempt that speaks for it. */
  attempt: {
    status: (typeof ATTEMPT_STATUSES)[number];
    openedAt: Date | null;
    handedOffAt: Date | null;
    callbackAt: Date | null;
  } | null;
  deliveries: { status: DeliveryStatus; finishedAt: Date | null }[];
};

type Seen = Omit<TestStep, "key">;

/** The way of a payment in five steps, as far as it has come. */
export function testPaymentSteps(payment: Payment): TestStep[] {
  const seen: Record<TestStep["key"], Seen> = {
    created: created(payment),
    handed_off: handedOff(payment),
    returned: returned(payment),
    verified: verified(payment),
    webhook: webhook(payment),
  };
  return TEST_STEPS.map((key) => ({ key, ...seen[key] }));
}

/**
 * Whether nothing more moves by itself soon: it ended and its news arrived or never will, or the gateway
 * never opened it.
 */
export function isTestOver(steps: TestStep[]): boolean {
  const isStuck = steps[0]?.state === "failed";
  return isStuck || steps.every(({ state }) => state !== "doing" && state !== "todo");
}

function created({ transaction, attempt }: Payment): Seen {
  const at = attempt?.openedAt ?? transaction.createdAt;
  if (attempt?.openedAt) return { state: "done", at };
  const isAsked = attempt === null || attempt.status === "requesting";
  return { state: isAsked && !isFinal(transaction.status) ? "doing" : "failed", at };
}

function handedOff({ transaction, attempt }: Payment): Seen {
  const at = attempt?.handedOffAt ?? null;
  if (at) return { state: "done", at };
  if (attempt?.callbackAt || isFinal(transaction.status)) return { state: "skipped", at };
  return { state: attempt?.openedAt ? "doing" : "todo", at };
}

function returned({ transaction, attempt }: Payment): Seen {
  const at = attempt?.callbackAt ?? null;
  if (at) return { state: "done", at };
  if (isFinal(transaction.status)) return { state: "skipped", at };
  return { state: attempt?.handedOffAt ? "doing" : "todo", at };
}

function verified({ transaction, attempt }: Payment): Seen {
  const { status, paidAt, endedAt } = transaction;
  if (status === "paid") return { state: "done", at: paidAt };
  if (isFinal(status)) return { state: "failed", at: endedAt };
  return { state: status === "verifying" || attempt?.callbackAt ? "doing" : "todo", at: null };
}

function webhook({ transaction, deliveries }: Payment): Seen {
  if (!isFinal(transaction.status)) return { state: "todo", at: null };
  const is = (...statuses: DeliveryStatus[]) =>
    deliveries.some(({ status }) => statuses.includes(status));
  if (is("pending", "sending")) return { state: "doing", at: null };
  const last = Math.max(0, ...deliveries.map(({ finishedAt }) => finishedAt?.getTime() ?? 0));
  const at = last > 0 ? new Date(last) : null;
  if (is("dead", "held")) return { state: "failed", at };
  return { state: is("delivered") ? "done" : "skipped", at };
}
