import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { Messages } from "@/components/messages";
import { PageHeader } from "@/components/ui/page-header";
import { TableSkeleton } from "@/components/ui/skeleton";
import { listActors } from "@/lib/audit/list-actors";
import { requireOperator } from "@/lib/gates/operator";
import { AuditFilterChips } from "./audit-filter-chips";
import { AuditList } from "./audit-list";
import { type Query, readQuery } from "./read-query";

export async function generateMetadata() {
  const t = await getTranslations("consoleAudit");
  return { title: t("title") };
}

/** Who did what, newest first. */
export default async function AuditPage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await requireOperator();
  const [t, query, actors] = await Promise.all([
    getTranslations("consoleAudit"),
    searchParams,
    listActors(ctx),
  ]);
  const chosen = readQuery(query);
  return (
    // The days of a filter are chosen as in the list of transactions, in its words.
    <Messages of={["consoleAudit", "consoleTransactions"]}>
      <PageHeader title={t("title")} lead={t("lead")} />
      <AuditFilterChips chosen={chosen} actors={actors} />
      <Suspense
        key={JSON.stringify(chosen)}
        fallback={<TableSkeleton widths={["w-32", "w-28", "w-64", "w-40"]} />}
      >
        <AuditList ctx={ctx} chosen={chosen} />
      </Suspense>
    </Messages>
  );
}
