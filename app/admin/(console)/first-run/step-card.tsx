import clsx from "clsx";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Digits } from "@/components/format/digits";
import type { App } from "@/lib/apps/find-app";
import type { OperatorContext } from "@/lib/gates/operator";
import type { Key } from "@/lib/keys/serialize";
import type { LastTest } from "./find-last-test";
import type { StepState, Steps } from "./steps-of";

/** What every step may need to know. */
export type StepProps = {
  ctx: OperatorContext;
  steps: Steps;
  app: App | null;
  testKey: Key | null;
  lastTest: LastTest;
};

/** One step: its number or a tick, its name, and below what to do now or what was done. */
export function StepCard({
  number,
  state,
  title,
  children,
}: {
  number: number;
  state: StepState;
  title: ReactNode;
  children?: ReactNode;
}) {
  const t = useTranslations("consoleFirstRun");
  return (
    <li
      aria-current={state === "now" ? "step" : undefined}
      className={clsx(
        "rounded-card border px-5 py-4",
        state === "later" ? "border-line border-dashed" : "border-line bg-surface shadow-raised",
      )}
    >
      <div className="flex items-center gap-3">
        <span
          className={clsx(
            "grid size-7 shrink-0 place-items-center rounded-full font-bold text-meta",
            state === "done" && "bg-ok-soft text-ok",
            state === "now" && "bg-brand-solid text-on-brand",
            state === "later" && "bg-sunken text-ink-3",
          )}
        >
          {state === "done" ? <Check aria-hidden className="size-4" /> : <Digits>{number}</Digits>}
        </span>
        <h2 className={clsx("grow font-[650] text-base", state === "later" && "text-ink-3")}>
          {title}
          <span className="sr-only">
            {" "}
            ({t(state === "done" ? "stepDone" : state === "now" ? "stepNow" : "stepLater")})
          </span>
        </h2>
      </div>
      {children && <div className="mt-2 sm:ps-10">{children}</div>}
    </li>
  );
}
