import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ListNavigation } from "@/components/data-table/list-navigation";
import { Messages } from "@/components/messages";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { requireOperator } from "@/lib/gates/operator";
import { readMode } from "@/lib/i18n/read-mode";
import { can } from "@/lib/operators/state";
import { ResendAll } from "./bulk/resend-all";
import { DeliveriesKeys } from "./deliveries-keys";
import { DeliveriesList } from "./deliveries-list";
import { DeliveriesSkeleton } from "./deliveries-skeleton";
import { DeliveryFilterChips } from "./delivery-filter-chips";
import { MetricsStrip } from "./metrics-strip";
import { one, type Query, readQuery, shownBy } from "./read-query";
import { SearchBox } from "./search-box";
import { WaitingRows } from "./waiting-rows";

export async function generateMetadata() {
  const t = await getTranslations("consoleWebhooks");
  return { title: t("deliveries") };
}

/** Every delivery of the mode in sight, newest first. */
export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await requireOperator();
  const [t, mode, query] = await Promise.all([
    getTranslations("consoleWebhooks"),
    readMode(),
    searchParams,
  ]);
  const { chosen, filters } = readQuery(query);
  const place = { after: one(query, "after"), before: one(query, "before") };
  return (
    <ListNavigation>
      <PageHeader
        title={t("deliveries")}
        lead={t("deliveriesLead")}
        actions={
          can(ctx.actor.role, "recheck") && (
            <Messages of={["consoleWebhookBulk"]}>
              <ResendAll filter={shownBy(filters, mode)} />
            </Messages>
          )
        }
      />
      <Suspense fallback={<Skeleton className="mb-5 h-19 w-full" />}>
        <MetricsStrip ctx={ctx} mode={mode} />
      </Suspense>
      <SearchBox q={chosen.q} label={t("search")} placeholder={t("searchHint")} />
      <div data-filters>
        <DeliveryFilterChips ctx={ctx} mode={mode} chosen={chosen} />
      </div>
      <WaitingRows>
        <Suspense fallback={<DeliveriesSkeleton />}>
          <DeliveriesList {...{ ctx, mode, chosen, filters, place }} />
        </Suspense>
      </WaitingRows>
      <DeliveriesKeys enabled={ctx.operator.preferences.shortcuts !== false} />
    </ListNavigation>
  );
}
