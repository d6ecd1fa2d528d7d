import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Ago } from "@/components/format/ago";
import { Digits } from "@/components/format/digits";
import { Time } from "@/components/format/time";
import { Alert } from "@/components/ui/alert";
import { BREAKER, WORN } from "@/lib/webhooks/health-rules";
import type { WebhookEndpoint } from "@/lib/webhooks/serialize";

/** How an endpoint is: well, failing, paused, disabled or deleted, what that means and what comes next. */
export function StateBanner({
  endpoint,
  nowMs,
  enable,
}: {
  endpoint: WebhookEndpoint;
  nowMs: number;
  /** What tests and enables it, for who may. */
  enable: ReactNode;
}) {
  const t = useTranslations("consoleWebhooks");
  const { status, deletedAt, disabledReason, disabledAt, failingSince, lastSuccessAt } = endpoint;
  if (deletedAt) return <Alert tone="info">{t("endpointText.deleted")}</Alert>;
  if (status === "paused") return <Alert tone="warn">{t("endpointText.paused")}</Alert>;
  if (status === "disabled") {
    const since = disabledAt && (() => <Time at={disabledAt} />);
    return (
      <Alert
        tone="danger"
        title={since ? t.rich("disabledSince", { time: since }) : t("endpointStatus.disabled")}
      >
        <p className="text-ink text-table">
          {disabledReason && `${t(`disabledReason.${disabledReason}`)} `}
          {t("disabledText")}
        </p>
        {enable && <div className="mt-2">{enable}</div>}
      </Alert>
    );
  }
  if (failingSince)
    return <Failing endpoint={endpoint} failingSince={failingSince} nowMs={nowMs} />;
  if (!lastSuccessAt) return null;
  return (
    <Alert tone="ok">
      {t.rich("healthy", { ago: () => <Ago at={lastSuccessAt} nowMs={nowMs} /> })}
    </Alert>
  );
}

function Failing({
  endpoint: { consecutiveFailures, openUntil },
  failingSince,
  nowMs,
}: {
  endpoint: WebhookEndpoint;
  failingSince: Date;
  nowMs: number;
}) {
  const t = useTranslations("consoleWebhooks");
  const end = new Date(failingSince.getTime() + WORN.seconds * 1_000);
  const resting = openUntil && openUntil.getTime() > nowMs ? openUntil : null;
  return (
    <Alert
      tone="warn"
      title={t.rich("failingSince", {
        ago: () => <Ago at={failingSince} nowMs={nowMs} />,
        n: () => <Digits>{consecutiveFailures}</Digits>,
      })}
    >
      <p className="text-ink text-table">
        {resting
          ? t.rich("breakerOpen", { ago: () => <Ago at={resting} nowMs={nowMs} /> })
          : consecutiveFailures >= BREAKER.failures && t("breakerHalfOpen")}{" "}
        {t.rich("willBeDisabled", { time: () => <Time at={end} style="brief" /> })}
      </p>
    </Alert>
  );
}
