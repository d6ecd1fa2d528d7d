import type { DemoOrder } from "@/lib/demo/get-demo-order";

const FINAL: readonly string[] = ["refused", "paid", "failed", "canceled", "expired"];

/** True when nothing more will travel for this order, so that its page may stop looking. */
export function isOver({ status, steps }: Pick<DemoOrder, "status" | "steps">): boolean {
  if (status === "refused") return true;
  const webhook = steps.find((step) => step.key === "webhook");
  // A step with words but no time is one that will not come: there is no endpoint to tell.
  const isWebhookSettled = webhook?.state === "done" || Boolean(webhook?.detail.length);
  return FINAL.includes(status) && isWebhookSettled;
}
