import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { Section } from "@/components/ui/section";
import type { App } from "@/lib/apps/find-app";
import { getAppStakes } from "@/lib/apps/get-app-stakes";
import type { OperatorContext } from "@/lib/gates/operator";
import { putAppAway, suspendApp } from "../../actions";
import { ArchiveConsequences, SuspendConsequences } from "./consequences";

/** Taking an app out of use, for a while or for good, with what hangs on it right now. */
export async function DangerSection({ ctx, app }: { ctx: OperatorContext; app: App }) {
  const [t, stakes] = await Promise.all([
    getTranslations("consoleApps"),
    getAppStakes(ctx, app.id),
  ]);
  const { id, name } = app;
  return (
    <Section title={t("danger")} className="mt-12 max-w-3xl">
      {app.suspendedAt ? (
        <Act title={t("resume")} text={t("resumeText")}>
          <ConfirmButton
            danger={false}
            title={t("resumeTitle", { name })}
            consequences={t("resumeText")}
            confirm={t("resume")}
            action={suspendApp.bind(null, { id, suspended: false })}
            done={t("resumed")}
          >
            {t("resume")}
          </ConfirmButton>
        </Act>
      ) : (
        <Act title={t("suspend")} text={t("suspendHint")}>
          <ConfirmButton
            title={t("suspendTitle", { name })}
            consequences={<SuspendConsequences stakes={stakes} />}
            confirm={t("suspend")}
            action={suspendApp.bind(null, { id, suspended: true })}
            done={t("suspended")}
          >
            {t("suspend")}
          </ConfirmButton>
        </Act>
      )}
      <Act title={t("archive")} text={t("archiveHint")}>
        <ConfirmButton
          title={t("archiveTitle", { name })}
          consequences={<ArchiveConsequences stakes={stakes} />}
          confirm={t("archive")}
          action={putAppAway.bind(null, { id })}
          done={t("archivedDone")}
        >
          {t("archive")}
        </ConfirmButton>
      </Act>
    </Section>
  );
}

function Act({
  title,
  text,
  children,
}: {
  title: ReactNode;
  text: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-center gap-3 border-line border-b py-3 last:border-b-0">
      <div className="min-w-0 grow">
        <p className="font-[550] text-table">{title}</p>
        <p className="text-ink-2 text-meta">{text}</p>
      </div>
      {children}
    </div>
  );
}
