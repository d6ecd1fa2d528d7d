import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DeliveryStatus } from "@/components/delivery-status";
import { Duration } from "@/components/format/duration";
import { Card } from "@/components/ui/card";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { BrokerError } from "@/lib/errors";
import type { OperatorContext } from "@/lib/gates/operator";
import { getWebhookDelivery } from "@/lib/webhooks/get-webhook-delivery";
import type { DeliveryDetail } from "@/lib/webhooks/serialize";
import { Answer } from "../../answer";
import { failureKind } from "../../failure-kind";
import { ResponseBody } from "../../response-body";

/** How the test event that was just sent is doing, live until it has an end. */
export async function TestResult({
  ctx,
  endpointId,
  deliveryId,
}: {
  ctx: OperatorContext;
  endpointId: string;
  deliveryId: string;
}) {
  const [t, delivery] = await Promise.all([
    getTranslations("consoleWebhooks"),
    find(ctx, deliveryId),
  ]);
  if (delivery?.endpointId !== endpointId) return null;
  const { status, attempt, lastStatus, lastError, lastDurationMs } = delivery;
  const ended = status !== "pending" && status !== "sending";
  const kind = failureKind(lastError, lastStatus);
  const response = delivery.attempts.at(-1)?.responseBody;
  return (
    <Card className="mb-8 px-5 py-4" aria-live="polite" aria-busy={!ended}>
      <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-[650] text-base">
        {t("testResult")}
        <DeliveryStatus status={status} attempt={attempt} />
        {ended && <Answer status={lastStatus} error={lastError} />}
        {ended && lastDurationMs !== null && (
          <span className="font-normal text-ink-2 text-table">
            <Duration ms={lastDurationMs} />
          </span>
        )}
        <Link
          href={`/admin/webhooks/${delivery.id}` as Route}
          prefetch={false}
          className="ms-auto font-[550] text-brand text-table hover:underline"
        >
          {t("openDelivery")}
        </Link>
      </h2>
      <p className="mt-1 text-ink-2 text-table">
        {t(ended ? (kind ? `failureHint.${kind}` : "testArrived") : "testUnderWay")}
      </p>
      {response && (
        <div className="mt-3">
          <ResponseBody>{response}</ResponseBody>
        </div>
      )}
      {!ended && <LiveRefresh everyMs={700} />}
    </Card>
  );
}

/** The id comes from the address: whatever it is, the page stays. */
async function find(ctx: OperatorContext, id: string): Promise<DeliveryDetail | null> {
  try {
    return await getWebhookDelivery(ctx, id);
  } catch (error) {
    if (error instanceof BrokerError && error.code === "not_found") return null;
    throw error;
  }
}
