import { ArrowLeftRight, ReceiptText, SearchX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FreshPill } from "@/components/data-table/fresh-pill";
import { ListLink } from "@/components/data-table/list-navigation";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { ActorOf, Context, Mode } from "@/lib/context";
import type { ConsolePage } from "@/lib/transactions/console/row";
import { type ConsoleFilters, isFiltered, NO_FILTERS } from "@/lib/transactions/console/schema";
import { toQuery } from "@/lib/transactions/console/serialize";
import { listConsoleTransactions } from "@/lib/transactions/list-console-transactions";
import { LIST_PATH, listHref, transactionHref } from "./address";
import { PageSteps } from "./page-steps";
import { TransactionsTable } from "./transactions-table";

type RowsProps = {
  ctx: Context<ActorOf<"operator">>;
  mode: Mode;
  filters: ConsoleFilters;
  view: string | null;
};

/** The rows that the address asks for, or why there are none. */
export async function Rows({ ctx, mode, filters, view }: RowsProps) {
  const page = await listConsoleTransactions(ctx, mode, filters);
  if (page.hit !== null) redirect(transactionHref(page.hit) as Route);
  const { rows, nextCursor, previousCursor } = page;
  const [newest] = rows;
  // Only there new ones come on top.
  const atTop = filters.sort === NO_FILTERS.sort && previousCursor === null;
  const asked = [toQuery(filters), `mode=${mode}&since=${newest?.id ?? ""}`].filter(Boolean);
  return (
    <>
      {atTop && <FreshPill url={`${LIST_PATH}/fresh?${asked.join("&")}`} />}
      {rows.length > 0 ? (
        <TransactionsTable rows={rows} filters={filters} view={view} />
      ) : (
        <NoRows mode={mode} filters={filters} elsewhere={page.elsewhere} />
      )}
      <PageSteps
        count={rows.length}
        previous={
          previousCursor && listHref({ ...filters, after: null, before: previousCursor }, view)
        }
        next={nextCursor && listHref({ ...filters, before: null, after: nextCursor }, view)}
      />
    </>
  );
}

async function NoRows({
  mode,
  filters,
  elsewhere,
}: {
  mode: Mode;
  filters: ConsoleFilters;
  elsewhere: ConsolePage["elsewhere"];
}) {
  const [t, ui, shell] = await Promise.all([
    getTranslations("consoleTransactions"),
    getTranslations("ui"),
    getTranslations("console"),
  ]);
  if (elsewhere) {
    const words = { mode: shell(`mode.${elsewhere.mode}`) };
    return (
      <EmptyState
        icon={ArrowLeftRight}
        title={elsewhere.mode === mode ? t("elsewhereHidden") : t("elsewhereMode", words)}
        action={
          <>
            {/* A whole page load: the shell around changes its mode as well. */}
            <a
              href={`${transactionHref(elsewhere.id)}?mode=${elsewhere.mode}`}
              className={buttonClass({ tone: "primary" })}
            >
              {t("openIt")}
            </a>
            <ListLink href={LIST_PATH} className={buttonClass()}>
              {ui("clearFilters")}
            </ListLink>
          </>
        }
      />
    );
  }
  if (isFiltered(filters)) {
    return (
      <EmptyState
        icon={SearchX}
        title={t("noneFiltered")}
        action={
          <ListLink href={LIST_PATH} className={buttonClass()}>
            {ui("clearFilters")}
          </ListLink>
        }
      >
        {filters.q !== null && t("noneFilteredSearch")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={ReceiptText}
      title={t("noneEver", { mode: shell(`mode.${mode}`) })}
      action={
        <Link href={"/admin/apps" as Route} className={buttonClass({ tone: "primary" })}>
          {t("toApps")}
        </Link>
      }
    >
      {mode === "test" ? t("noneEverTest") : t("noneEverLive")}
    </EmptyState>
  );
}
