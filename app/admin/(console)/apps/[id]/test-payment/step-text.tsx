import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import type { StepState, TestStep } from "@/lib/test-payments/test-payment-steps";
import { isUnpaidEnd } from "@/lib/transactions/state";
import type { TestDetail } from "./test-detail";
import { WebhookText } from "./webhook-text";

/** What is known of one step, in a sentence. */
export function StepText({
  detail,
  step,
  state,
}: {
  detail: TestDetail;
  step: TestStep["key"];
  state: StepState;
}) {
  const t = useTranslations("consoleTestPayment");
  const { transaction, attempt } = detail;
  if (step === "webhook") return <WebhookText detail={detail} state={state} />;
  if (step === "verified") {
    const { status } = transaction;
    if (isUnpaidEnd(status)) return t(`verifiedFailed.${status}`);
    if (status !== "paid") return t(state === "doing" ? "verifiedDoing" : "verifiedTodo");
    if (!attempt?.refId) return t("verifiedPaid");
    const { refId } = attempt;
    return t.rich("verifiedDone", { ref: () => <Code>{refId}</Code> });
  }
  if (step === "created") {
    if (state === "failed") return t("createdFailed");
    return t(state === "done" ? "createdDone" : "createdDoing");
  }
  return t(`${step}.${state === "failed" ? "skipped" : state}`);
}
