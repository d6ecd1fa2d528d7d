import { KeyRound } from "lucide-react";
import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { Forbidden } from "@/components/console/forbidden";
import { Messages } from "@/components/messages";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/pager";
import { TableSkeleton } from "@/components/ui/skeleton";
import { listAdminTokens } from "@/lib/admin-tokens/list-admin-tokens";
import { env } from "@/lib/env";
import { type OperatorContext, requireOperator } from "@/lib/gates/operator";
import { can } from "@/lib/operators/state";
import { SettingsHead } from "../settings-head";
import { IssueToken } from "./issue-token";
import { TokensTable } from "./tokens-table";

export async function generateMetadata() {
  const t = await getTranslations("consoleSettings");
  return { title: `${t("tab.tokens")} · ${t("title")}` };
}

const PAGE_ROWS = 50;
type Query = Promise<{ cursor?: string | string[] }>;

/** Tokens that programs administer this deployment with. Owners make them, admins see them. */
export default async function TokensPage({ searchParams }: { searchParams: Query }) {
  const ctx = await requireOperator();
  const [t, query] = await Promise.all([getTranslations("consoleSettings"), searchParams]);
  const { role } = ctx.actor;
  const cursor = [query.cursor].flat()[0];
  return (
    <Messages of={["consoleSettings"]}>
      <SettingsHead tab="tokens" />
      <div className="mt-6 mb-4 flex flex-wrap items-center gap-3">
        <p className="min-w-60 max-w-2xl flex-1 text-ink-2 text-table">{t("tokens.text")}</p>
        {can(role, "manage") && <IssueToken apiUrl={`${env().PUBLIC_URL}/v1/admin`} />}
      </div>
      {can(role, "write") ? (
        <Suspense
          key={cursor}
          fallback={<TableSkeleton widths={["w-40", "w-24", "w-16", "w-24", "w-24"]} />}
        >
          <Tokens ctx={ctx} cursor={cursor} />
        </Suspense>
      ) : (
        <Forbidden needs="admin" role={role} />
      )}
    </Messages>
  );
}

async function Tokens({ ctx, cursor }: { ctx: OperatorContext; cursor: string | undefined }) {
  const t = await getTranslations("consoleSettings");
  const { rows, nextCursor } = await listAdminTokens(ctx, { limit: PAGE_ROWS, cursor });
  const manages = can(ctx.actor.role, "manage");
  if (rows.length === 0) {
    return (
      <EmptyState icon={KeyRound} title={t("tokens.emptyTitle")}>
        {t(manages ? "tokens.emptyText" : "tokens.emptyTextAdmin")}
      </EmptyState>
    );
  }
  const href = (after: string) => `/admin/settings/tokens?cursor=${after}` as Route;
  return (
    <>
      <TokensTable tokens={rows} manages={manages} nowMs={Date.now()} />
      <Pager
        previous={cursor ? ("/admin/settings/tokens" as Route) : null}
        next={nextCursor ? href(nextCursor) : null}
      />
    </>
  );
}
