import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { CopyableId } from "@/components/format/copyable-id";
import { Time } from "@/components/format/time";
import { Fact, Facts } from "@/components/ui/facts";
import { Monogram } from "@/components/ui/monogram";
import { Section } from "@/components/ui/section";
import type { WebhookEndpoint } from "@/lib/webhooks/serialize";

/** What an endpoint is and what it hears. */
export function EndpointFacts({
  endpoint,
  appName,
}: {
  endpoint: WebhookEndpoint;
  appName: string;
}) {
  const t = useTranslations("consoleWebhooks");
  const mode = useTranslations("console.mode");
  return (
    <Section title={t("factsTitle")}>
      <Facts>
        <Fact name={t("url")}>
          <CopyableId what={t("url")}>{endpoint.url}</CopyableId>
        </Fact>
        <Fact name={t("endpointId")}>
          <CopyableId what={t("endpointId")}>{endpoint.id}</CopyableId>
        </Fact>
        <Fact name={t("app")}>
          <Link
            href={`/admin/apps/${endpoint.appId}` as Route}
            prefetch={false}
            className="inline-flex items-center gap-2 text-brand hover:underline"
          >
            <Monogram id={endpoint.appId} name={appName} />
            <bdi>{appName}</bdi>
          </Link>
        </Fact>
        <Fact name={t("hearsMode")}>{mode(endpoint.mode)}</Fact>
        <Fact name={t("events")}>
          {endpoint.eventTypes ? (
            <ul>
              {endpoint.eventTypes.map((type) => (
                <li key={type}>
                  <Code>{type}</Code>
                </li>
              ))}
            </ul>
          ) : (
            t("allEvents")
          )}
        </Fact>
        <Fact name={t("createdAt")}>
          <Time at={endpoint.createdAt} />
        </Fact>
        {endpoint.deletedAt && (
          <Fact name={t("deletedAt")}>
            <Time at={endpoint.deletedAt} />
          </Fact>
        )}
      </Facts>
    </Section>
  );
}
