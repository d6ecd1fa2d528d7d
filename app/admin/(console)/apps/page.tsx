import { Plus } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { Digits } from "@/components/format/digits";
import { buttonClass } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { TableSkeleton } from "@/components/ui/skeleton";
import { TabsNav } from "@/components/ui/tabs-nav";
import { countApps } from "@/lib/apps/count-apps";
import { requireOperator } from "@/lib/gates/operator";
import { readMode } from "@/lib/i18n/read-mode";
import { can } from "@/lib/operators/state";
import { FirstRunHint } from "../first-run/first-run-hint";
import { AppList } from "./app-list";
import { NoApps } from "./no-apps";

type Query = { searchParams: Promise<{ state?: string | string[]; after?: string | string[] }> };

export async function generateMetadata() {
  const t = await getTranslations("consoleApps");
  return { title: t("title") };
}

/** The sites that take payments here, in use or archived. */
export default async function AppsPage({ searchParams }: Query) {
  const ctx = await requireOperator();
  const [t, mode, query, counts] = await Promise.all([
    getTranslations("consoleApps"),
    readMode(),
    searchParams,
    countApps(ctx),
  ]);
  const archived = query.state === "archived";
  const after = typeof query.after === "string" ? query.after : undefined;
  const mayWrite = can(ctx.actor.role, "write");
  const hasNone = counts.inUse + counts.archived === 0;
  const isEmpty = (archived ? counts.archived : counts.inUse) === 0;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          mayWrite &&
          !isEmpty && (
            <Link href="/admin/apps/new" className={buttonClass({ tone: "primary" })}>
              <Plus aria-hidden />
              {t("create")}
            </Link>
          )
        }
      />
      <Suspense>
        <FirstRunHint ctx={ctx} />
      </Suspense>
      {!hasNone && (
        <div className="mb-4">
          <TabsNav
            label={t("listTabs")}
            tabs={[
              {
                href: "/admin/apps",
                text: t("inUse"),
                current: !archived,
                count: <Digits>{counts.inUse}</Digits>,
              },
              {
                href: "/admin/apps?state=archived",
                text: t("archivedTab"),
                current: archived,
                count: <Digits>{counts.archived}</Digits>,
              },
            ]}
          />
        </div>
      )}
      {isEmpty ? (
        <NoApps kind={hasNone ? "never" : archived ? "archived" : "inUse"} mayWrite={mayWrite} />
      ) : (
        <Suspense
          key={`${archived} ${after} ${mode}`}
          fallback={
            <TableSkeleton widths={["w-48", "w-16", "w-24", "w-12", "w-16", "w-36"]} rows={4} />
          }
        >
          <AppList {...{ ctx, mode, archived, after }} />
        </Suspense>
      )}
    </>
  );
}
