import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeliveryStatus } from "@/components/delivery-status";
import { Code } from "@/components/format/code";
import { Time } from "@/components/format/time";
import { Messages } from "@/components/messages";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { BrokerError } from "@/lib/errors";
import { type OperatorContext, requireOperator } from "@/lib/gates/operator";
import { readMode } from "@/lib/i18n/read-mode";
import { can } from "@/lib/operators/state";
import { getWebhookDelivery } from "@/lib/webhooks/get-webhook-delivery";
import { redeliverRefusal } from "@/lib/webhooks/redeliver-refusal";
import type { DeliveryDetail } from "@/lib/webhooks/serialize";
import { Disclosure } from "../disclosure";
import { isMoving } from "../is-moving";
import { BODY_ID } from "./attempt-exchange";
import { AttemptsTimeline } from "./attempts-timeline";
import { SignatureDebugger } from "./debugger/signature-debugger";
import { DeliveryFacts } from "./delivery-facts";
import { RedeliverButton } from "./redeliver-button";
import { WhySummary } from "./why-summary";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations("consoleWebhooks");
  return { title: t("deliveryTitle", { id: (await params).id }) };
}

/** One delivery: where it stands, every attempt, and the bytes that are sent. */
export default async function DeliveryPage({ params }: Props) {
  const ctx = await requireOperator();
  const [t, shell, mode, delivery] = await Promise.all([
    getTranslations("consoleWebhooks"),
    getTranslations("console"),
    readMode(),
    find(ctx, (await params).id),
  ]);
  const nowMs = Date.now();
  const tries = [...new Set(delivery.attempts.map(({ attempt }) => attempt).toReversed())];
  const debug = can(ctx.actor.role, "recheck") && tries.length > 0 && (
    <Messages of={["consoleWebhookDebug"]}>
      <SignatureDebugger id={delivery.id} attempts={tries} />
    </Messages>
  );
  return (
    <>
      <PageHeader
        crumbs={[{ href: "/admin/webhooks", text: t("deliveries") }]}
        title={
          <span className="flex flex-wrap items-center gap-3">
            <Code>{delivery.type}</Code>
            <DeliveryStatus status={delivery.status} attempt={delivery.attempt} />
            {delivery.mode !== mode && (
              <Badge tone={delivery.mode === "test" ? "warn" : "ok"}>
                {shell(`mode.${delivery.mode}`)}
              </Badge>
            )}
          </span>
        }
        lead={
          <>
            <bdi>{delivery.appName}</bdi> · <Time at={delivery.createdAt} />
          </>
        }
        actions={
          can(ctx.actor.role, "recheck") && (
            <Messages of={["consoleWebhooks"]}>
              <RedeliverButton
                id={delivery.id}
                arrived={delivery.status === "delivered"}
                refusal={redeliverRefusal(delivery, nowMs)}
              />
            </Messages>
          )
        }
      />
      <WhySummary line={delivery} nowMs={nowMs} debug={debug} />
      <div className="grid gap-8 lg:grid-cols-[1fr_21rem]">
        <div className="flex min-w-0 flex-col gap-8">
          <Section title={t("attemptsTitle")}>
            <AttemptsTimeline delivery={delivery} nowMs={nowMs} />
          </Section>
          <div id={BODY_ID} className="scroll-mt-20">
            <Section title={t("bodyTitle")}>
              <p className="mb-3 text-ink-2 text-table">{t("bodyText")}</p>
              <CodeBlock title={t("bodyPretty")} code={pretty(delivery.body)} />
              <div className="mt-3">
                <Disclosure summary={t("bodyExact")}>
                  <CodeBlock title={t("bodyExact")} code={delivery.body} />
                </Disclosure>
              </div>
            </Section>
          </div>
        </div>
        <aside className="flex min-w-0 flex-col gap-8">
          <DeliveryFacts delivery={delivery} />
          {debug && (
            <Section title={t("signatureTitle")}>
              <p className="mb-3 text-ink-2 text-table">{t("signatureText")}</p>
              {debug}
            </Section>
          )}
        </aside>
      </div>
      {isMoving(delivery, nowMs) && <LiveRefresh everyMs={1_500} />}
    </>
  );
}

async function find(ctx: OperatorContext, id: string): Promise<DeliveryDetail> {
  try {
    return await getWebhookDelivery(ctx, id);
  } catch (error) {
    if (error instanceof BrokerError && error.code === "not_found") notFound();
    throw error;
  }
}

/** Bodies are JSON that we made ourselves. */
const pretty = (body: string) => JSON.stringify(JSON.parse(body), null, 2);
