import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { useWriting } from "@/components/format/use-writing";
import { formatCount } from "@/lib/i18n/format-number";
import type { StepState } from "@/lib/test-payments/test-payment-steps";
import type { DeliveryLine } from "@/lib/webhooks/serialize";
import type { TestDetail } from "./test-detail";

/** How the news of a payment reached the site: one line for each endpoint. */
export function WebhookText({ detail, state }: { detail: TestDetail; state: StepState }) {
  const t = useTranslations("consoleTestPayment");
  const { deliveries, transaction } = detail;
  if (state === "todo") return t("webhookTodo");
  if (deliveries.length === 0) {
    return (
      <>
        {t("webhookSkipped")}{" "}
        <Link
          href={`/admin/webhooks/endpoints/new?app=${transaction.appId}` as Route}
          prefetch={false}
          className="text-brand underline underline-offset-4"
        >
          {t("addEndpoint")}
        </Link>
      </>
    );
  }
  return (
    <ul>
      {deliveries.map((delivery) => (
        <li key={delivery.id}>
          <DeliveryText delivery={delivery} />{" "}
          <Link
            href={`/admin/webhooks/${delivery.id}` as Route}
            prefetch={false}
            className="text-brand underline underline-offset-4"
          >
            {t("showDelivery")}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function DeliveryText({ delivery }: { delivery: DeliveryLine }) {
  const t = useTranslations("consoleTestPayment");
  const writing = useWriting();
  const { status, attempt, lastStatus, url } = delivery;
  if (status === "delivered") {
    return t.rich("webhookDone", {
      status: () => <Code>{String(lastStatus)}</Code>,
      host: () => <Code>{new URL(url).host}</Code>,
    });
  }
  if (status === "held") return t("webhookHeld");
  if (status === "pending" || status === "sending") {
    return attempt === 0
      ? t("webhookDoing")
      : t("webhookRetry", { n: formatCount(attempt, writing) });
  }
  return t("webhookFailed");
}
