import { useTranslations } from "next-intl";
import { can } from "@/lib/operators/state";
import { PayLink } from "../apps/[id]/test-payment/pay-link";
import { TestFormIn } from "../apps/[id]/test-payment/test-form-in";
import { TestSteps } from "../apps/[id]/test-payment/test-steps";
import { KeepFocus } from "./keep-focus";
import { StepCard, type StepProps } from "./step-card";

/** Pay once, and see it happen. One that came to nothing may be followed by another. */
export function PaymentStep({ ctx, steps, app, testKey, lastTest }: StepProps) {
  const t = useTranslations("consoleFirstRun");
  const mayTest = can(ctx.actor.role, "recheck");
  const isDone = steps.payment === "done";
  const mayStart = app && testKey && !isDone && (!lastTest || lastTest.hasFailed);
  return (
    <StepCard number={4} state={steps.payment} title={t("payment")}>
      {steps.payment !== "later" && (
        <div className="flex flex-col gap-5">
          <p className="text-ink-2 text-table">{t(isDone ? "paymentDone" : "paymentText")}</p>
          {lastTest && (
            <KeepFocus>
              <PayLink transaction={lastTest.detail.transaction} />
              <TestSteps detail={lastTest.detail} />
            </KeepFocus>
          )}
          {mayStart &&
            (mayTest ? (
              <TestFormIn app={app} stays />
            ) : (
              <p className="text-ink-3">{t("viewerStep")}</p>
            ))}
        </div>
      )}
    </StepCard>
  );
}
