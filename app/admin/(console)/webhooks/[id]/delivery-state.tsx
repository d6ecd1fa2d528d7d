import { useTranslations } from "next-intl";
import { Ago } from "@/components/format/ago";
import { Digits } from "@/components/format/digits";
import { Alert } from "@/components/ui/alert";
import { attemptsMax, type DeliveryDetail } from "@/lib/webhooks/serialize";
import { failureKind } from "../failure-kind";

/** What the state means, what comes next, and after a failure why and what to do. */
export function DeliveryState({ delivery, nowMs }: { delivery: DeliveryDetail; nowMs: number }) {
  const t = useTranslations("consoleWebhooks");
  const look = lookOf(delivery);
  if (!look) return null;
  const kind = failureKind(delivery.lastError, delivery.lastStatus);
  return (
    <div className="mb-6">
      <Alert tone={look.tone} title={t(`stateTitle.${look.key}`)}>
        <p>
          {t.rich(`stateText.${look.key}`, {
            n: () => <Digits>{delivery.attempt}</Digits>,
            left: () => <Digits>{attemptsMax(delivery) - delivery.attempt}</Digits>,
            next: () => <Ago at={delivery.nextAttemptAt} nowMs={nowMs} />,
          })}
        </p>
        {kind && look.why && (
          <p className="mt-2 text-ink">
            <span className="font-[650]">{t("whyFailed")}</span> {t(`failureHint.${kind}`)}
          </p>
        )}
      </Alert>
    </div>
  );
}

type Look = {
  tone: "info" | "warn" | "danger";
  key: "retrying" | "dead" | "deadTest" | "held" | "canceled" | "lastFailed";
  /** Say why the last attempt failed. */
  why: boolean;
};

function lookOf({
  status,
  attempt,
  type,
  lastError,
  endpointDeletedAt,
}: DeliveryDetail): Look | null {
  if (status === "dead") {
    return { tone: "danger", key: type === "endpoint.test" ? "deadTest" : "dead", why: true };
  }
  if (status === "held") return { tone: "info", key: "held", why: lastError !== null };
  if (status === "canceled" || endpointDeletedAt) {
    return status === "delivered" ? null : { tone: "info", key: "canceled", why: false };
  }
  // Arrived once; what was tried by hand since did not.
  if (status === "delivered" && lastError !== null) {
    return { tone: "warn", key: "lastFailed", why: true };
  }
  return status === "pending" && attempt > 0 && lastError !== null
    ? { tone: "warn", key: "retrying", why: true }
    : null;
}
