import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { CopyableId } from "@/components/format/copyable-id";
import { Digits } from "@/components/format/digits";
import { Time } from "@/components/format/time";
import { Fact, Facts } from "@/components/ui/facts";
import { Monogram } from "@/components/ui/monogram";
import { Section } from "@/components/ui/section";
import { attemptsMax, type DeliveryDetail } from "@/lib/webhooks/serialize";
import { EndpointStatus } from "../endpoint-status";

const LINK = "text-brand hover:underline";

/** Whose a delivery is, of what and to where. */
export function DeliveryFacts({ delivery }: { delivery: DeliveryDetail }) {
  const t = useTranslations("consoleWebhooks");
  const { transactionId } = delivery;
  const ended = delivery.status === "delivered" || delivery.status === "dead";
  return (
    <>
      <Section title={t("factsTitle")}>
        <Facts>
          <Fact name={t("deliveryId")}>
            <CopyableId what={t("deliveryId")}>{delivery.id}</CopyableId>
          </Fact>
          <Fact name={t("eventId")}>
            <CopyableId what={t("eventId")}>{delivery.eventId}</CopyableId>
          </Fact>
          <Fact name={t("transaction")}>
            {transactionId && (
              <Link
                href={`/admin/transactions/${transactionId}` as Route}
                prefetch={false}
                className={LINK}
              >
                <Code className="break-all">{transactionId}</Code>
              </Link>
            )}
          </Fact>
          <Fact name={t("app")}>
            <Link
              href={`/admin/apps/${delivery.appId}` as Route}
              prefetch={false}
              className={`inline-flex items-center gap-2 ${LINK}`}
            >
              <Monogram id={delivery.appId} name={delivery.appName} />
              <bdi>{delivery.appName}</bdi>
            </Link>
          </Fact>
          <Fact name={t("attempts")}>
            {t.rich("attemptOf", {
              n: () => <Digits>{delivery.attempt}</Digits>,
              max: () => <Digits>{attemptsMax(delivery)}</Digits>,
            })}
          </Fact>
          <Fact name={t("createdAt")}>
            <Time at={delivery.createdAt} />
          </Fact>
          <Fact name={t("finishedAt")}>
            {ended && delivery.finishedAt ? <Time at={delivery.finishedAt} /> : null}
          </Fact>
        </Facts>
      </Section>
      <Section title={t("endpoint")}>
        <Link
          href={`/admin/webhooks/endpoints/${delivery.endpointId}` as Route}
          prefetch={false}
          className={LINK}
        >
          <Code className="break-all">{delivery.url}</Code>
        </Link>
        <p className="mt-2">
          <EndpointStatus
            status={delivery.endpointStatus}
            deleted={delivery.endpointDeletedAt !== null}
          />
        </p>
      </Section>
    </>
  );
}
