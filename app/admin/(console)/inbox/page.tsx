import { CircleCheck } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { Messages } from "@/components/messages";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { TableSkeleton } from "@/components/ui/skeleton";
import { type OperatorContext, requireOperator } from "@/lib/gates/operator";
import { readMode } from "@/lib/i18n/read-mode";
import { isPlace } from "@/lib/inbox/cursor";
import { listStuck } from "@/lib/inbox/list-stuck";
import { isStuckKind, type StuckKind } from "@/lib/inbox/state";
import { KindTabs } from "./kind-tabs";
import { StuckList } from "./stuck-list";

export async function generateMetadata() {
  const t = await getTranslations("consoleInbox");
  return { title: t("title") };
}

type Query = Promise<Record<string, string | string[] | undefined>>;

/** What does not come to an end by itself, with the one thing to do about each. */
export default async function InboxPage({ searchParams }: { searchParams: Query }) {
  const ctx = await requireOperator();
  const [t, query] = await Promise.all([getTranslations("consoleInbox"), searchParams]);
  const kind = [query.kind].flat()[0];
  const after = [query.after].flat()[0];
  const asked = {
    kind: isStuckKind(kind) ? kind : undefined,
    cursor: after !== undefined && isPlace(after) ? after : undefined,
  };
  return (
    <Messages of={["consoleInbox"]}>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Suspense fallback={<div className="mb-4 h-10" />}>
        <KindTabs ctx={ctx} kind={asked.kind} />
      </Suspense>
      <Suspense
        key={JSON.stringify(asked)}
        fallback={<TableSkeleton widths={["w-24", "w-96", "w-28", "w-24"]} />}
      >
        <Items ctx={ctx} {...asked} />
      </Suspense>
    </Messages>
  );
}

async function Items({
  ctx,
  kind,
  cursor,
}: {
  ctx: OperatorContext;
  kind: StuckKind | undefined;
  cursor: string | undefined;
}) {
  const now = new Date();
  const [t, mode] = await Promise.all([getTranslations("consoleInbox"), readMode()]);
  const { rows, nextCursor } = await listStuck(ctx, { mode, kind, cursor, now });
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={CircleCheck}
        title={t(kind ? "emptyKind" : "emptyTitle")}
        action={
          (kind || cursor) && (
            <Link href={"/admin/inbox" as Route} className={buttonClass()}>
              {t(kind ? "showAll" : "toFirst")}
            </Link>
          )
        }
      >
        {t("emptyText")}
      </EmptyState>
    );
  }
  return (
    <>
      <Card>
        <StuckList items={rows} now={now} />
      </Card>
      <div className="flex flex-wrap items-center">
        {cursor && (
          <Link
            href={inboxHref(kind)}
            className="mt-3 grow text-ink-2 text-table hover:text-ink hover:underline"
          >
            {t("toFirst")}
          </Link>
        )}
        <div className="grow">
          <Pager previous={null} next={nextCursor ? inboxHref(kind, nextCursor) : null} />
        </div>
      </div>
    </>
  );
}

function inboxHref(kind: StuckKind | undefined, after?: string): Route {
  const query = new URLSearchParams({ ...(kind && { kind }), ...(after && { after }) });
  return (query.size > 0 ? `/admin/inbox?${query}` : "/admin/inbox") as Route;
}
