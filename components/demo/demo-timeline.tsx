import clsx from "clsx";
import { Check, CircleDashed, Ellipsis, type LucideIcon, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Digits } from "@/components/format/digits";
import { Time } from "@/components/format/time";
import type { DemoOrder } from "@/lib/demo/get-demo-order";
import { StepChecks } from "./step-checks";
import { StepDetails } from "./step-details";

type Step = DemoOrder["steps"][number];

const LOOKS: Record<Step["state"], { icon: LucideIcon; look: string }> = {
  todo: { icon: CircleDashed, look: "bg-sunken text-ink-3" },
  doing: { icon: Ellipsis, look: "bg-info-soft text-info" },
  done: { icon: Check, look: "bg-ok-soft text-ok" },
  failed: { icon: X, look: "bg-danger-soft text-danger" },
};

/** The steps of a payment along a line, each with what is known of it. */
export function DemoTimeline({ steps }: { steps: Step[] }) {
  return (
    <ol className="mt-6">
      {steps.map((step, index) => (
        <TimelineStep
          key={step.key}
          step={step}
          number={index + 1}
          last={index === steps.length - 1}
        />
      ))}
    </ol>
  );
}

function TimelineStep({ step, number, last }: { step: Step; number: number; last: boolean }) {
  const t = useTranslations("demo");
  const { icon: Icon, look } = LOOKS[step.state];
  return (
    <li className="relative flex gap-4 pb-7">
      {!last && (
        <span aria-hidden className="absolute start-4 top-9 bottom-0 border-line border-s" />
      )}
      <span className={clsx("z-1 grid size-8 shrink-0 place-items-center rounded-full", look)}>
        <Icon aria-hidden className="size-4" />
        <span className="sr-only">{t(step.state)}</span>
      </span>
      <div className={clsx("min-w-0 flex-1", step.state === "todo" && "text-ink-3")}>
        <h3 className="flex flex-wrap items-baseline gap-x-3 font-[650]">
          <span>
            <Digits>{number}</Digits>. {t(step.key)}
          </span>
          {step.at && (
            <span className="font-normal text-ink-3 text-meta">
              <Time at={new Date(step.at)} style="clock" />
            </span>
          )}
        </h3>
        <p className={clsx("text-sm", step.state !== "todo" && "text-ink-2")}>
          {t(`${step.key}Text`)}
        </p>
        <StepChecks detail={step.detail} />
        <StepDetails step={step} />
      </div>
    </li>
  );
}
