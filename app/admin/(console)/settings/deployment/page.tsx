import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { describeDeployment } from "@/lib/deployment/describe-deployment";
import { listAccounts } from "@/lib/deployment/list-accounts";
import { type OperatorContext, requireOperator } from "@/lib/gates/operator";
import { SettingsHead } from "../settings-head";
import { SettingsPart } from "../settings-part";
import { AccessFacts } from "./access-facts";
import { AccountsTable } from "./accounts-table";
import { AddressFacts } from "./address-facts";
import { ProviderFacts } from "./provider-facts";
import { RuntimeFacts } from "./runtime-facts";

export async function generateMetadata() {
  const t = await getTranslations("consoleSettings");
  return { title: `${t("tab.deployment")} · ${t("title")}` };
}

/** What this deployment is: facts that its environment sets, each with the variable. */
export default async function DeploymentPage() {
  const ctx = await requireOperator();
  const t = await getTranslations("consoleSettings");
  return (
    <>
      <SettingsHead tab="deployment" />
      <p className="mt-6 max-w-2xl text-ink-2 text-table">{t("deployment.text")}</p>
      <Suspense fallback={<FactsSkeleton />}>
        <Facts ctx={ctx} />
      </Suspense>
    </>
  );
}

async function Facts({ ctx }: { ctx: OperatorContext }) {
  const [t, { settings, runtime }, accounts] = await Promise.all([
    getTranslations("consoleSettings"),
    describeDeployment(ctx),
    listAccounts(ctx),
  ]);
  return (
    <>
      <SettingsPart title={t("address.title")} text={t("address.text")}>
        <AddressFacts settings={settings} />
      </SettingsPart>
      <SettingsPart title={t("provider.title")} text={t("provider.text")}>
        <ProviderFacts settings={settings} />
        <AccountsTable accounts={accounts} />
      </SettingsPart>
      <SettingsPart title={t("access.title")} text={t("access.text")}>
        <AccessFacts settings={settings} />
      </SettingsPart>
      <SettingsPart title={t("runtime.title")} text={t("runtime.text")}>
        <RuntimeFacts runtime={runtime} settings={settings} />
      </SettingsPart>
    </>
  );
}

function FactsSkeleton() {
  return (
    <div aria-hidden className="flex flex-col gap-10 py-8">
      {[5, 6, 5].map((rows, part) => (
        <div key={part} className="grid gap-10 lg:grid-cols-[17rem_1fr]">
          <Skeleton className="h-5 w-32" />
          <div className="flex flex-col gap-4 rounded-card border border-line bg-surface p-5">
            {Array.from({ length: rows }, (_, row) => (
              <Skeleton key={row} className="h-4 w-full max-w-md" />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
