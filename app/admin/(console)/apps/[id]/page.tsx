import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";
import { maskMerchantId } from "@/lib/apps/serialize";
import { requireOperator } from "@/lib/gates/operator";
import { readMode } from "@/lib/i18n/read-mode";
import { AppFacts } from "./app-facts";
import { AppHead } from "./app-head";
import { AppSetup } from "./app-setup";
import { AppWeek } from "./app-week";
import { findAppView } from "./find-app-view";
import { RecentPayments } from "./recent-payments";
import { TestPayment } from "./test-payment/test-payment";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  const t = await getTranslations("consoleApps");
  return { title: t("title") };
}

/** One app at a glance: what is still to do, its week, its newest payments, what it is. */
export default async function AppPage({ params }: Props) {
  const ctx = await requireOperator();
  const [mode, { id }] = await Promise.all([readMode(), params]);
  const { app, merchantId } = await findAppView(ctx, id);
  const given = { ctx, app, mode };
  return (
    <>
      <AppHead app={app} here="overview" actions={<TestPayment ctx={ctx} app={app} />} />
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="flex min-w-0 flex-col gap-8">
          {!app.archivedAt && (
            <Suspense>
              <AppSetup ctx={ctx} app={app} />
            </Suspense>
          )}
          <Suspense fallback={<Skeleton className="h-28 w-full rounded-card" />}>
            <AppWeek {...given} />
          </Suspense>
          <Suspense fallback={<TableSkeleton widths={["w-28", "w-20", "w-32", "w-24"]} rows={5} />}>
            <RecentPayments {...given} />
          </Suspense>
        </div>
        <aside>
          <AppFacts
            app={app}
            maskedMerchant={merchantId === null ? null : maskMerchantId(merchantId)}
          />
        </aside>
      </div>
    </>
  );
}
