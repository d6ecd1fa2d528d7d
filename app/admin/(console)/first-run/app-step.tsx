import { useTranslations } from "next-intl";
import { can } from "@/lib/operators/state";
import { FirstAppForm } from "./first-app-form";
import { StepCard, type StepProps } from "./step-card";

/** Name a site. */
export function AppStep({ ctx, steps, app }: StepProps) {
  const t = useTranslations("consoleFirstRun");
  const mayWrite = can(ctx.actor.role, "write");
  return (
    <StepCard number={1} state={steps.app} title={t("app")}>
      {app ? (
        <p className="text-ink-2 text-table">
          {t.rich("appDone", { name: () => <bdi className="font-[550]">{app.name}</bdi> })}
        </p>
      ) : (
        <>
          <p className="mb-4 text-ink-2 text-table">{t("appText")}</p>
          {mayWrite ? <FirstAppForm /> : <p className="text-ink-3">{t("viewerStep")}</p>}
        </>
      )}
    </StepCard>
  );
}
