import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { can } from "@/lib/operators/state";
import { FirstKeyForm } from "./first-key-form";
import { StepCard, type StepProps } from "./step-card";

/** Give the site a pair to sign with. */
export function KeyStep({ ctx, steps, app, testKey }: StepProps) {
  const t = useTranslations("consoleFirstRun");
  return (
    <StepCard number={2} state={steps.key} title={t("key")}>
      {testKey && (
        <p className="break-words text-ink-2 text-table">
          {t.rich("keyDone", { key: () => <Code className="break-all">{testKey.publicId}</Code> })}
        </p>
      )}
      {app && !testKey && (
        <>
          <p className="mb-4 text-ink-2 text-table">{t("keyText")}</p>
          {can(ctx.actor.role, "write") ? (
            <FirstKeyForm appId={app.id} />
          ) : (
            <p className="text-ink-3">{t("viewerStep")}</p>
          )}
        </>
      )}
    </StepCard>
  );
}
