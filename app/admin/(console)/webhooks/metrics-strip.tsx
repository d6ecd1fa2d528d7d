import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Duration } from "@/components/format/duration";
import { Card } from "@/components/ui/card";
import type { Mode } from "@/lib/context";
import type { OperatorContext } from "@/lib/gates/operator";
import type { BreakerState } from "@/lib/webhooks/metrics/breaker-state";
import { webhookMetrics } from "@/lib/webhooks/metrics/webhook-metrics";
import type { DeliveryStatus } from "@/lib/webhooks/state";
import { EndpointHost } from "./endpoint-host";
import { EndpointStatus } from "./endpoint-status";
import { Count, Ratio } from "./metric-values";
import { listHref } from "./read-query";
import { Wait } from "./wait";

const HOURS = 24;
const COUNTED = ["pending", "sending", "held", "dead"] as const satisfies DeliveryStatus[];
/** More are on the page of the endpoints. */
const TROUBLED_MAX = 4;
const TROUBLED: readonly BreakerState[] = ["open", "half_open", "disabled"];

/** How sending fares as a whole, and which endpoints do not take what they are sent. */
export async function MetricsStrip({ ctx, mode }: { ctx: OperatorContext; mode: Mode }) {
  const [t, metrics] = await Promise.all([
    getTranslations("consoleWebhooks"),
    webhookMetrics(ctx, { mode, hours: HOURS }),
  ]);
  const { endpoints, atLeast, p95Ms, oldestDueSeconds } = metrics;
  if (endpoints.length === 0) return null;
  const troubled = endpoints.filter((one) => TROUBLED.includes(one.breaker));
  return (
    <Card className="mb-5 px-4 py-3">
      <dl className="grid grid-cols-3 gap-x-4 gap-y-3 sm:grid-cols-4 lg:grid-cols-7">
        <Figure name={t("oldestDue")}>
          {oldestDueSeconds === 0 ? t("none") : <Wait seconds={oldestDueSeconds} />}
        </Figure>
        {COUNTED.map((status) => (
          <Figure key={status} name={t(`status.${status}`)}>
            <Link
              href={listHref({ status }) as Route}
              prefetch={false}
              className="hover:text-brand hover:underline"
            >
              <Count n={metrics[status]} atLeast={atLeast && status !== "sending"} />
            </Link>
          </Figure>
        ))}
        <Figure name={t("ratio24")}>
          <Ratio share={metrics.successRatio} />
        </Figure>
        <Figure name={t("latency24")}>{p95Ms === null ? "—" : <Duration ms={p95Ms} />}</Figure>
      </dl>
      {troubled.length > 0 && (
        <div className="mt-3 flex flex-wrap items-center gap-x-5 gap-y-2 border-line border-t pt-3 text-table">
          <span className="text-ink-2 text-meta">{t("troubled")}</span>
          {troubled.slice(0, TROUBLED_MAX).map(({ id, url, status }) => (
            <Link
              key={id}
              href={`/admin/webhooks/endpoints/${id}` as Route}
              prefetch={false}
              className="inline-flex min-h-6 items-center gap-2 text-brand hover:underline"
            >
              <EndpointHost url={url} />
              <EndpointStatus status={status} deleted={false} failing />
            </Link>
          ))}
          {troubled.length > TROUBLED_MAX && (
            <Link
              href={"/admin/webhooks/endpoints" as Route}
              prefetch={false}
              className="text-brand hover:underline"
            >
              {t("allEndpoints")}
            </Link>
          )}
        </div>
      )}
    </Card>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <dt className="text-ink-2 text-meta">{name}</dt>
      <dd className="font-[650] text-base">{children}</dd>
    </div>
  );
}
