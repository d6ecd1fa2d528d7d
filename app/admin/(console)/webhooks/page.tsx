import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ListNavigation } from "@/components/data-table/list-navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireOperator } from "@/lib/gates/operator";
import { readMode } from "@/lib/i18n/read-mode";
import { DeliveriesKeys } from "./deliveries-keys";
import { DeliveriesList } from "./deliveries-list";
import { DeliveriesSkeleton } from "./deliveries-skeleton";
import { DeliveryFilterChips } from "./delivery-filter-chips";
import { one, type Query, readQuery } from "./read-query";
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
      <PageHeader title={t("deliveries")} lead={t("deliveriesLead")} />
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
