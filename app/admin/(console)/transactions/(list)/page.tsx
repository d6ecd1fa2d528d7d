import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ListNavigation } from "@/components/data-table/list-navigation";
import { Messages } from "@/components/messages";
import { Alert } from "@/components/ui/alert";
import { PageHeader } from "@/components/ui/page-header";
import { listApps } from "@/lib/apps/list-apps";
import { requireOperator } from "@/lib/gates/operator";
import { readMode } from "@/lib/i18n/read-mode";
import { can } from "@/lib/operators/state";
import { PROVIDER_NAMES } from "@/lib/providers/registry";
import { parseFilters } from "@/lib/transactions/console/parse-filters";
import { toQuery, withoutPage } from "@/lib/transactions/console/serialize";
import { TABS, tabOf } from "@/lib/transactions/console/tabs";
import { countByTab } from "@/lib/transactions/count-by-tab";
import { listViews } from "@/lib/views/list-views";
import { listHref, readView, viewHref } from "./address";
import { ListArrangement } from "./arrangement";
import { ExportButton } from "./export-button";
import { Filters } from "./filters";
import { ListColumns } from "./list-columns";
import { ListKeys } from "./list-keys";
import { Peek } from "./peek";
import { Rows } from "./rows";
import { SaveView } from "./save-view";
import { SearchBox } from "./search-box";
import { RowsSkeleton } from "./skeletons";
import { SortSelect } from "./sort-select";
import { TabBar } from "./tab-bar";
import { ViewTabs } from "./view-tabs";

/** Filters beyond this many apps name the rest by id. */
const APPS_MAX = 100;

export async function generateMetadata() {
  const t = await getTranslations("consoleTransactions");
  return { title: t("title") };
}

export default async function TransactionsPage({ searchParams }: PageProps<"/admin/transactions">) {
  const ctx = await requireOperator();
  const [parameters, mode, t, found, apps] = await Promise.all([
    searchParams,
    readMode(),
    getTranslations("consoleTransactions"),
    listViews(ctx, "transactions"),
    listApps(ctx, { limit: APPS_MAX }),
  ]);
  const { filters, ignored } = parseFilters(parameters);
  const query = toQuery(withoutPage(filters));
  const given = readView(parameters);
  const named = found.find(({ id }) => id === given) ?? found.find((one) => one.query === query);
  const view = named && (named.id === given || query !== "") ? named.id : null;
  const counts = countByTab(ctx, mode, filters);
  const choices = apps.rows.map(({ app }) => ({ id: app.id, name: app.name }));
  const mayWrite = can(ctx.actor.role, "write");
  const { columns, density, shortcuts } = ctx.operator.preferences;
  const about = { filters, apps: choices, mode };

  return (
    <Messages of={["consoleTransactions"]}>
      <ListNavigation>
        <ListArrangement columns={columns?.transactions ?? []} density={density ?? "default"}>
          <PageHeader title={t("title")} actions={<ExportButton {...about} counts={counts} />} />
          <TabBar
            counts={counts}
            turn={ctx.requestId}
            tabs={TABS.map(({ id, status }) => ({
              id,
              href: listHref({ ...withoutPage(filters), status: [...status] }),
              current: tabOf(filters) === id,
            }))}
          />
          <ViewTabs
            query={query}
            mayWrite={mayWrite}
            views={found.map(({ id, name, query: kept, shared, own, owner }) => ({
              ...{ id, name, query: kept, shared, own, owner },
              href: viewHref({ id, query: kept }),
              current: id === view,
            }))}
          />
          <div className="mb-3 flex flex-wrap items-center gap-2">
            <SearchBox q={filters.q} shortcuts={shortcuts !== false} />
            <span className="grow max-sm:hidden" />
            {query !== "" && named?.query !== query && (
              <SaveView query={query} filters={filters} apps={choices} mayWrite={mayWrite} />
            )}
            <SortSelect filters={filters} view={view} />
            <span className="max-sm:hidden">
              <ListColumns />
            </span>
          </div>
          <Filters {...about} providers={PROVIDER_NAMES} />
          {ignored.length > 0 && (
            <div className="mb-4">
              <Alert tone="warn">
                {t("ignored")}{" "}
                <bdi dir="ltr" className="break-all font-mono text-meta">
                  {ignored.map(({ name, value }) => `${name}=${value}`).join(" ")}
                </bdi>
              </Alert>
            </div>
          )}
          <Suspense fallback={<RowsSkeleton />}>
            <Rows ctx={ctx} mode={mode} filters={filters} view={view} />
          </Suspense>
          <Peek />
          <ListKeys enabled={shortcuts !== false} />
        </ListArrangement>
      </ListNavigation>
    </Messages>
  );
}
