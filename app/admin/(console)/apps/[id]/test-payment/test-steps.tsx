import clsx from "clsx";
import { Check, CircleDashed, Ellipsis, type LucideIcon, Minus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Time } from "@/components/format/time";
import type { StepState } from "@/lib/test-payments/test-payment-steps";
import { StepText } from "./step-text";
import type { TestDetail } from "./test-detail";

const LOOKS: Record<StepState, { icon: LucideIcon; look: string }> = {
  todo: { icon: CircleDashed, look: "bg-sunken text-ink-3" },
  doing: { icon: Ellipsis, look: "bg-info-soft text-info" },
  done: { icon: Check, look: "bg-ok-soft text-ok" },
  failed: { icon: X, look: "bg-danger-soft text-danger" },
  skipped: { icon: Minus, look: "bg-neutral-soft text-neutral" },
};

/** The way of a test payment along a line, with the moment of each step. */
export function TestSteps({ detail }: { detail: TestDetail }) {
  const t = useTranslations("consoleTestPayment");
  const current = detail.steps.find(({ state }) => state === "doing") ?? detail.steps.at(-1);
  return (
    <>
      <ol aria-label={t("steps")}>
        {detail.steps.map(({ key, state, at }, index) => {
          const { icon: Icon, look } = LOOKS[state];
          return (
            <li
              key={key}
              aria-current={state === "doing" ? "step" : undefined}
              className="relative flex gap-4 pb-6 last:pb-0"
            >
              {index < detail.steps.length - 1 && (
                <span
                  aria-hidden
                  className="absolute start-3.5 top-8 bottom-1 border-line border-s"
                />
              )}
              <span className={clsx("grid size-7 shrink-0 place-items-center rounded-full", look)}>
                <Icon
                  aria-hidden
                  className={clsx("size-4", state === "doing" && "animate-pulse")}
                />
                <span className="sr-only">{t(`state.${state}`)}</span>
              </span>
              <div className="min-w-0 grow">
                <p className="flex flex-wrap items-baseline gap-x-3">
                  <span className={clsx("font-[550]", state === "todo" && "text-ink-3")}>
                    {t(`step.${key}`)}
                  </span>
                  {at && (
                    <span className="text-ink-3 text-meta">
                      <Time at={at} style="clock" />
                    </span>
                  )}
                </p>
                <div className={clsx("text-table", state === "todo" ? "text-ink-3" : "text-ink-2")}>
                  <StepText detail={detail} step={key} state={state} />
                </div>
              </div>
            </li>
          );
        })}
      </ol>
      {current && (
        <p aria-live="polite" className="sr-only">
          {t(`step.${current.key}`)}: {t(`state.${current.state}`)}
        </p>
      )}
    </>
  );
}
