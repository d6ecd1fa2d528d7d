import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Alert } from "@/components/ui/alert";
import { buttonClass } from "@/components/ui/button";
import type { App } from "@/lib/apps/find-app";
import type { OperatorContext } from "@/lib/gates/operator";
import { isFinal } from "@/lib/transactions/state";
import type { TestDetail } from "./test-detail";
import { TestPayment } from "./test-payment";

/** What a test payment came to, once nothing more will come of it by itself, and where to go from there. */
export function TestEnd({
  ctx,
  app,
  detail: { transaction, steps },
}: {
  ctx: OperatorContext;
  app: App;
  detail: TestDetail;
}) {
  const t = useTranslations("consoleTestPayment");
  const isUnopened = steps[0]?.state === "failed";
  if (!isFinal(transaction.status) && !isUnopened) return null;
  const isPaid = transaction.status === "paid";
  const end = isPaid ? "done" : isUnopened ? "unopened" : "ended";
  return (
    <div className="flex flex-col gap-4">
      <Alert tone={isPaid ? "ok" : "info"} title={t(`${end}Title`)}>
        {t(`${end}Text`)}
      </Alert>
      <div className="flex flex-wrap gap-2">
        <Link href={`/admin/transactions/${transaction.id}` as Route} className={buttonClass()}>
          {t("showTransaction")}
        </Link>
        <TestPayment ctx={ctx} app={app} again />
      </div>
    </div>
  );
}
