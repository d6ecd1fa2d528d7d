import { SearchX, Undo2 } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { Pager } from "@/components/ui/pager";
import type { Mode } from "@/lib/context";
import type { OperatorContext } from "@/lib/gates/operator";
import { listRefunds } from "@/lib/refunds/list-refunds";
import { listHref as listTransactions } from "../overview/list-href";
import { type Chosen, listHref } from "./read-query";
import { RefundsTable } from "./refunds-table";

const PAGE_ROWS = 50;

type Props = {
  ctx: OperatorContext;
  mode: Mode;
  chosen: Chosen;
  place: { olderThan: string | undefined; newerThan: string | undefined };
};

/** The rows of one page, or why there are none. */
export async function RefundsList({ ctx, mode, chosen, place }: Props) {
  const filters = { status: chosen.status, appId: chosen.app, mode, limit: PAGE_ROWS };
  const { rows, newer, older } = await listRefunds(ctx, { ...filters, ...place });
  if (rows.length === 0) {
    const narrowed = Object.keys(chosen).length > 0 || Boolean(place.olderThan ?? place.newerThan);
    return <Nothing narrowed={narrowed} />;
  }
  const moving = rows.some(
    ({ refund }) =>
      refund.endedAt === null && refund.exception === null && refund.approval !== "waiting",
  );
  return (
    <>
      <RefundsTable lines={rows} nowMs={Date.now()} />
      <Pager
        previous={newer ? (listHref(chosen, { before: newer }) as Route) : null}
        next={older ? (listHref(chosen, { after: older }) as Route) : null}
      />
      {moving && <LiveRefresh everyMs={4_000} />}
    </>
  );
}

async function Nothing({ narrowed }: { narrowed: boolean }) {
  const t = await getTranslations("consoleRefunds");
  return narrowed ? (
    <EmptyState
      icon={SearchX}
      title={t("nothingTitle")}
      action={
        <Link href="/admin/refunds" prefetch={false} className={buttonClass()}>
          {t("showAll")}
        </Link>
      }
    >
      {t("nothingText")}
    </EmptyState>
  ) : (
    <EmptyState
      icon={Undo2}
      title={t("emptyTitle")}
      action={
        <Link
          href={listTransactions({ status: ["paid"] })}
          prefetch={false}
          className={buttonClass()}
        >
          {t("toTransactions")}
        </Link>
      }
    >
      {t("emptyText")}
    </EmptyState>
  );
}
