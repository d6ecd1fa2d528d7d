import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Alert } from "@/components/ui/alert";
import { buttonClass } from "@/components/ui/button";
import type { App } from "@/lib/apps/find-app";

/** When the first payment was paid: what comes next. */
export function Finished({ app, paidId }: { app: App; paidId: string }) {
  const t = useTranslations("consoleFirstRun");
  return (
    <div role="status" className="mt-6 max-w-3xl">
      <Alert tone="ok" title={t("finished")}>
        <p>{t("finishedText")}</p>
        <div className="mt-3 flex flex-wrap gap-2">
          <Link
            href={`/admin/apps/${app.id}` as Route}
            className={buttonClass({ tone: "primary" })}
          >
            {t("toApp")}
          </Link>
          <Link href={`/admin/transactions/${paidId}` as Route} className={buttonClass()}>
            {t("toTransaction")}
          </Link>
          <Link
            href={`/admin/webhooks/endpoints/new?app=${app.id}` as Route}
            className={buttonClass()}
          >
            {t("toEndpoints")}
          </Link>
        </div>
      </Alert>
    </div>
  );
}
