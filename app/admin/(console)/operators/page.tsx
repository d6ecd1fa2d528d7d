import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { Forbidden } from "@/components/console/forbidden";
import { Messages } from "@/components/messages";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { TableSkeleton } from "@/components/ui/skeleton";
import { env } from "@/lib/env";
import { type OperatorContext, requireOperator } from "@/lib/gates/operator";
import { listOperators } from "@/lib/operators/list-operators";
import { can } from "@/lib/operators/state";
import { CreateOperator } from "./create-operator";
import { OperatorsTable } from "./operators-table";
import { RolesTable } from "./roles-table";

export async function generateMetadata() {
  const t = await getTranslations("consoleOperators");
  return { title: t("title") };
}

const PAGE_ROWS = 100;
type Query = Promise<{ cursor?: string | string[] }>;

/** Who may use this console, and as what. Owners change it, admins see it. */
export default async function OperatorsPage({ searchParams }: { searchParams: Query }) {
  const ctx = await requireOperator();
  const [t, query] = await Promise.all([getTranslations("consoleOperators"), searchParams]);
  const { role } = ctx.actor;
  if (!can(role, "write")) {
    return (
      <>
        <PageHeader title={t("title")} />
        <Forbidden needs="admin" role={role} />
      </>
    );
  }
  const cursor = [query.cursor].flat()[0];
  return (
    <Messages of={["consoleOperators"]}>
      <PageHeader
        title={t("title")}
        lead={can(role, "manage") ? t("lead") : t("leadAdmin")}
        actions={can(role, "manage") && <CreateOperator signInUrl={signInUrl()} />}
      />
      <Suspense
        key={cursor}
        fallback={<TableSkeleton widths={["w-48", "w-16", "w-20", "w-16", "w-24"]} />}
      >
        <Operators ctx={ctx} cursor={cursor} />
      </Suspense>
      <RolesTable />
    </Messages>
  );
}

async function Operators({ ctx, cursor }: { ctx: OperatorContext; cursor: string | undefined }) {
  const { rows, nextCursor } = await listOperators(ctx, { limit: PAGE_ROWS, cursor });
  const href = (after: string) => `/admin/operators?cursor=${after}` as Route;
  return (
    <>
      <OperatorsTable
        operators={rows}
        nowMs={Date.now()}
        self={ctx.operator.id}
        manages={can(ctx.actor.role, "manage")}
        signInUrl={signInUrl()}
      />
      <Pager
        previous={cursor ? ("/admin/operators" as Route) : null}
        next={nextCursor ? href(nextCursor) : null}
      />
    </>
  );
}

const signInUrl = () => `${env().PUBLIC_URL}/admin/sign-in`;
