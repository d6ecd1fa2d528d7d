import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { TableSkeleton } from "@/components/ui/skeleton";
import { requireOperator } from "@/lib/gates/operator";
import { readMode } from "@/lib/i18n/read-mode";
import { DeliveriesList } from "./deliveries-list";
import { DeliveryFilterChips } from "./delivery-filter-chips";
import { one, type Query, readQuery } from "./read-query";

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
    <>
      <PageHeader title={t("deliveries")} lead={t("deliveriesLead")} />
      <DeliveryFilterChips ctx={ctx} mode={mode} chosen={chosen} />
      <Suspense
        key={JSON.stringify([chosen, place, mode])}
        fallback={
          <TableSkeleton widths={["w-36", "w-20", "w-24", "w-32", "w-8", "w-12", "w-28"]} />
        }
      >
        <DeliveriesList {...{ ctx, mode, chosen, filters, place }} />
      </Suspense>
    </>
  );
}
