import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { buttonClass } from "@/components/ui/button";
import { FilterChips } from "@/components/ui/filter-chips";
import { PageHeader } from "@/components/ui/page-header";
import { TableSkeleton } from "@/components/ui/skeleton";
import { listApps } from "@/lib/apps/list-apps";
import { requireOperator } from "@/lib/gates/operator";
import { readMode } from "@/lib/i18n/read-mode";
import { can } from "@/lib/operators/state";
import { one, type Query } from "../read-query";
import { EndpointsList } from "./endpoints-list";

const APPS_MAX = 100;

export async function generateMetadata() {
  const t = await getTranslations("consoleWebhooks");
  return { title: t("endpoints") };
}

/** Where the sites of all apps want to hear, in the mode in sight. */
export default async function EndpointsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await requireOperator();
  const [t, mode, query, apps] = await Promise.all([
    getTranslations("consoleWebhooks"),
    readMode(),
    searchParams,
    listApps(ctx, { limit: APPS_MAX }),
  ]);
  const [appId, after] = [one(query, "app"), one(query, "after")];
  const choices = apps.rows.map(({ app }) => ({ value: app.id, text: app.name }));
  const chosen = appId && (choices.find(({ value }) => value === appId)?.text ?? appId);
  const newHref = `/admin/webhooks/endpoints/new${appId ? `?app=${appId}` : ""}` as Route;
  return (
    <>
      <PageHeader
        title={t("endpoints")}
        lead={t("endpointsLead")}
        actions={
          can(ctx.actor.role, "write") && (
            <Link href={newHref} prefetch={false} className={buttonClass({ tone: "primary" })}>
              {t("newEndpoint")}
            </Link>
          )
        }
      />
      <FilterChips
        filters={[
          { kind: "choices", names: ["app"], label: t("app"), shown: chosen ?? null, choices },
        ]}
      />
      <Suspense
        key={JSON.stringify([appId, after, mode])}
        fallback={<TableSkeleton widths={["w-56", "w-20", "w-28", "w-24", "w-24"]} rows={4} />}
      >
        <EndpointsList {...{ ctx, mode, appId, after, newHref }} />
      </Suspense>
    </>
  );
}
