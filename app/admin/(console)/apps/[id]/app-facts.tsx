import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { CopyableId } from "@/components/format/copyable-id";
import { Time } from "@/components/format/time";
import { Fact, Facts } from "@/components/ui/facts";
import { Section } from "@/components/ui/section";
import type { App } from "@/lib/apps/find-app";

/** What an app is, to read. `all`: also what only its shoppers see. */
export function AppFacts({
  app,
  maskedMerchant,
  all = false,
}: {
  app: App;
  maskedMerchant: string | null;
  all?: boolean;
}) {
  const t = useTranslations("consoleApps");
  const { branding } = app;
  return (
    <Section title={t("facts")}>
      <Facts>
        <Fact name={t("fact.id")}>
          <CopyableId what={t("fact.id")}>{app.id}</CopyableId>
        </Fact>
        <Fact name={t("fact.slug")}>
          <Code>{app.slug}</Code>
        </Fact>
        <Fact name={t("fact.created")}>
          <Time at={app.createdAt} />
        </Fact>
        {app.suspendedAt && (
          <Fact name={t("fact.suspended")}>
            <Time at={app.suspendedAt} />
          </Fact>
        )}
        {app.archivedAt && (
          <Fact name={t("fact.archived")}>
            <Time at={app.archivedAt} />
          </Fact>
        )}
        <Fact name={t("fact.origins")}>
          <ul>
            {app.returnOrigins.map((origin) => (
              <li key={origin}>
                <Code className="break-all">{origin}</Code>
              </li>
            ))}
          </ul>
        </Fact>
        <Fact name={t("fact.late")}>
          {t(app.latePayment === "accept" ? "lateAccept" : "lateReturn")}
        </Fact>
        <Fact name={t("fact.merchant")}>
          {maskedMerchant === null
            ? t("merchantShared")
            : t.rich("merchantOwn", { masked: () => <Code>{maskedMerchant}</Code> })}
        </Fact>
        {all && (
          <>
            <Fact name={t("fact.prefix")}>{app.descriptionPrefix}</Fact>
            <Fact name={t("fact.displayName")}>{branding.display_name}</Fact>
            <Fact name={t("fact.logo")}>
              {branding.logo_url && <Code className="break-all">{branding.logo_url}</Code>}
            </Fact>
            <Fact name={t("fact.support")}>
              {branding.support_url && <Code className="break-all">{branding.support_url}</Code>}
            </Fact>
          </>
        )}
      </Facts>
    </Section>
  );
}
