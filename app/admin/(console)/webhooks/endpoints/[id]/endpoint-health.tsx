import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Digits } from "@/components/format/digits";
import { Duration } from "@/components/format/duration";
import { Section } from "@/components/ui/section";
import type { OperatorContext } from "@/lib/gates/operator";
import { endpointHours } from "@/lib/webhooks/metrics/endpoint-hours";
import type { WebhookEndpoint } from "@/lib/webhooks/serialize";
import { Count, Ratio } from "../../metric-values";
import { HourBars } from "./hour-bars";
import { HEALTH_HOURS as hours, readMetrics } from "./read-metrics";

/** How an endpoint did in the last day, and what waits for it now. */
export async function EndpointHealth({
  ctx,
  endpoint,
}: {
  ctx: OperatorContext;
  endpoint: WebhookEndpoint;
}) {
  const [t, metrics, bars] = await Promise.all([
    getTranslations("consoleWebhooks"),
    readMetrics(ctx, endpoint),
    endpointHours(ctx, { endpointId: endpoint.id, hours }),
  ]);
  const { delivered, failed, p50Ms, p95Ms, pending, held, dead } = metrics;
  return (
    <Section title={t("health24")}>
      <dl className="mb-4 grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 xl:grid-cols-6">
        <Figure name={t("successRatio")}>
          <Ratio share={metrics.successRatio} />
        </Figure>
        <Figure name={t("latency.p50")}>{p50Ms === null ? "—" : <Duration ms={p50Ms} />}</Figure>
        <Figure name={t("latency.p95")}>{p95Ms === null ? "—" : <Duration ms={p95Ms} />}</Figure>
        <Figure name={t("status.pending")}>
          <Count n={pending} />
        </Figure>
        <Figure name={t("status.held")}>
          <Count n={held} />
        </Figure>
        <Figure name={t("status.dead")}>
          <Count n={dead} />
        </Figure>
      </dl>
      {delivered + failed === 0 ? (
        <p className="text-ink-2 text-table">{t("nothingTried24")}</p>
      ) : (
        <>
          <HourBars hours={bars} />
          <p className="mt-2 text-ink-2 text-meta">
            {t.rich("tried24", {
              delivered: () => <Digits>{delivered}</Digits>,
              failed: () => <Digits>{failed}</Digits>,
            })}
          </p>
        </>
      )}
    </Section>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-0.5">
      <dt className="text-ink-2 text-meta">{name}</dt>
      <dd className="font-[650] text-base">{children}</dd>
    </div>
  );
}
