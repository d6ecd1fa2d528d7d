import { ArrowRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { Money } from "@/components/format/money";
import { TransactionStatus } from "@/components/transaction-status";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DirIcon } from "@/components/ui/dir-icon";
import type { DemoOrder as Order } from "@/lib/demo/get-demo-order";
import { toRials } from "@/lib/money/rials";
import { DemoTimeline } from "./demo-timeline";
import { isOver } from "./is-over";
import { LiveRefresh } from "./live-refresh";

/** An order of the demo shop: what was bought, how it stands, and everything that travelled for it. */
export function DemoOrder({ order }: { order: Order }) {
  const t = useTranslations("demo");
  const over = isOver(order);
  return (
    <>
      <OrderSummary order={order} />
      <section aria-labelledby="steps" className="mt-10">
        <h2 id="steps" className="font-[650] text-xl">
          {t("stepsTitle")}
        </h2>
        <p role="status" className="mt-1 text-ink-3 text-sm">
          {over ? t("ended") : t("live")}
        </p>
        <DemoTimeline steps={order.steps} />
      </section>
      {!over && <LiveRefresh />}
    </>
  );
}

function OrderSummary({ order }: { order: Order }) {
  const t = useTranslations("demo");
  const locale = useLocale();
  const { status, product } = order;
  const payUrl = status === "open" || status === "created" ? order.pay_url : null;
  return (
    <Card className="flex flex-wrap items-center gap-x-8 gap-y-4 p-6">
      <div className="me-auto flex min-w-0 flex-col gap-1">
        <h1 className="font-bold text-2xl">
          {locale === "fa" ? product.name_fa : product.name_en}
        </h1>
        <p className="text-lg">
          <Money rials={toRials(order.amount, order.currency)} />
        </p>
        <p className="break-all text-ink-3 text-sm">
          {t("order")} <Code>{order.order_id}</Code>
        </p>
      </div>
      {status === "opening" || status === "refused" ? (
        <Badge tone={status === "refused" ? "danger" : "neutral"}>{t(status)}</Badge>
      ) : (
        <TransactionStatus status={status} />
      )}
      {payUrl ? (
        <a href={payUrl} className={buttonClass({ tone: "primary", size: "xl" })}>
          {t("pay")}
          <DirIcon icon={ArrowRight} />
        </a>
      ) : (
        <a href="/demo" className={buttonClass({ size: "xl" })}>
          {t("again")}
        </a>
      )}
    </Card>
  );
}
