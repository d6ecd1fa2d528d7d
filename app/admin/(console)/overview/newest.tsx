import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Ago } from "@/components/format/ago";
import { Code } from "@/components/format/code";
import { Money } from "@/components/format/money";
import { TransactionStatus } from "@/components/transaction-status";
import { Monogram } from "@/components/ui/monogram";
import { Section } from "@/components/ui/section";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import type { Mode } from "@/lib/context";
import type { OperatorContext } from "@/lib/gates/operator";
import { NO_FILTERS } from "@/lib/transactions/console/schema";
import { listConsoleTransactions } from "@/lib/transactions/list-console-transactions";

const SHOWN_MAX = 6;

/** The last few payments that were asked for. */
export async function Newest({ ctx, mode }: { ctx: OperatorContext; mode: Mode }) {
  const now = new Date();
  const [t, { rows }] = await Promise.all([
    getTranslations("consoleOverview"),
    listConsoleTransactions(ctx, mode, NO_FILTERS, { limit: SHOWN_MAX, now }),
  ]);
  return (
    <Section
      title={t("newest")}
      actions={
        <Link
          href={"/admin/transactions" as Route}
          prefetch={false}
          className="text-brand text-table hover:underline"
        >
          {t("newestAll")}
        </Link>
      }
    >
      {rows.length === 0 ? (
        <p className="text-ink-3 text-table">{t("newestNone")}</p>
      ) : (
        <Table label={t("newest")}>
          <thead>
            <tr>
              <Th number>{t("column.amount")}</Th>
              <Th>{t("column.status")}</Th>
              <Th>{t("column.order")}</Th>
              <Th>{t("column.app")}</Th>
              <Th>{t("column.time")}</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Tr key={row.id}>
                <Td number>
                  <RowLink href={`/admin/transactions/${row.id}` as Route}>
                    <Money compact rials={row.amountRials} />
                  </RowLink>
                </Td>
                <Td>
                  <TransactionStatus status={row.status} />
                </Td>
                <Td>
                  <Code>{row.orderId}</Code>
                </Td>
                <Td>
                  <span className="inline-flex items-center gap-2">
                    <Monogram id={row.app.id} name={row.app.name} />
                    <bdi>{row.app.name}</bdi>
                  </span>
                </Td>
                <Td className="text-ink-2">
                  <Ago at={row.createdAt} nowMs={now.getTime()} />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
