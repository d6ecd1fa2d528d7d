import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Ago } from "@/components/format/ago";
import { Code } from "@/components/format/code";
import { Money } from "@/components/format/money";
import { TransactionStatus } from "@/components/transaction-status";
import { Section } from "@/components/ui/section";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import type { App } from "@/lib/apps/find-app";
import type { Mode } from "@/lib/context";
import type { OperatorContext } from "@/lib/gates/operator";
import type { ConsoleRow } from "@/lib/transactions/console/row";
import { NO_FILTERS } from "@/lib/transactions/console/schema";
import { listConsoleTransactions } from "@/lib/transactions/list-console-transactions";

const ROWS = 6;

/** An app's newest payments, in one mode. */
export async function RecentPayments({
  ctx,
  app,
  mode,
}: {
  ctx: OperatorContext;
  app: App;
  mode: Mode;
}) {
  const filters = { ...NO_FILTERS, app: [app.id] };
  const now = new Date();
  const { rows } = await listConsoleTransactions(ctx, mode, filters, { limit: ROWS, now });
  return <Recent appId={app.id} rows={rows} nowMs={now.getTime()} />;
}

function Recent({ appId, rows, nowMs }: { appId: string; rows: ConsoleRow[]; nowMs: number }) {
  const t = useTranslations("consoleApps");
  return (
    <Section
      title={t("recent")}
      actions={
        rows.length > 0 && (
          <Link
            href={`/admin/transactions?app=${appId}` as Route}
            prefetch={false}
            className="text-brand text-table hover:underline"
          >
            {t("allTransactions")}
          </Link>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="text-ink-2 text-table">{t("noTransactions")}</p>
      ) : (
        <Table label={t("recentTable")}>
          <thead>
            <tr>
              <Th number>{t("amount")}</Th>
              <Th>{t("status")}</Th>
              <Th className="max-sm:hidden">{t("order")}</Th>
              <Th>{t("time")}</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Tr key={row.id}>
                <Td number>
                  <RowLink href={`/admin/transactions/${row.id}` as Route} prefetch={false}>
                    <Money compact rials={row.amountRials} />
                  </RowLink>
                </Td>
                <Td>
                  <TransactionStatus status={row.status} />
                </Td>
                <Td className="max-w-56 truncate max-sm:hidden">
                  <Code>{row.orderId}</Code>
                </Td>
                <Td className="text-ink-2">
                  <Ago at={row.createdAt} nowMs={nowMs} />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
