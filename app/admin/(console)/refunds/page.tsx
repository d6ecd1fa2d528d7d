import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { TableSkeleton } from "@/components/ui/skeleton";
import { requireOperator } from "@/lib/gates/operator";
import { readMode } from "@/lib/i18n/read-mode";
import { one, type Query, readQuery } from "./read-query";
import { RefundFilterChips } from "./refund-filter-chips";
import { RefundsList } from "./refunds-list";

export async function generateMetadata() {
  const t = await getTranslations("consoleRefunds");
  return { title: t("title") };
}

/** Every refund of the mode in sight, newest first. */
export default async function RefundsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await requireOperator();
  const [t, mode, query] = await Promise.all([
    getTranslations("consoleRefunds"),
    readMode(),
    searchParams,
  ]);
  const chosen = readQuery(query);
  const place = { olderThan: one(query, "after"), newerThan: one(query, "before") };
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <RefundFilterChips ctx={ctx} chosen={chosen} />
      <Suspense
        key={JSON.stringify([chosen, place, mode])}
        fallback={
          <TableSkeleton widths={["w-28", "w-20", "w-32", "w-24", "w-24", "w-32", "w-24"]} />
        }
      >
        <RefundsList {...{ ctx, mode, chosen, place }} />
      </Suspense>
    </>
  );
}
