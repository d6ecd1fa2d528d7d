import type { Route } from "next";
import { useTranslations } from "next-intl";
import { Money } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { RefundStatus } from "@/components/refund-status";
import { Section } from "@/components/ui/section";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import type { TransactionStory } from "@/lib/transactions/get-transaction-story";

type Refund = TransactionStory["refunds"][number];

/** What went back of this payment, or was to. */
export function Refunds({ refunds }: { refunds: Refund[] }) {
  const t = useTranslations("consoleTransaction");
  if (refunds.length === 0) return null;
  return (
    <Section title={t("refundsTitle")}>
      <Table label={t("refundsTitle")}>
        <thead>
          <tr>
            <Th number>{t("refund.column.amount")}</Th>
            <Th>{t("refund.column.status")}</Th>
            <Th>{t("refund.column.method")}</Th>
            <Th>{t("refund.column.reason")}</Th>
            <Th>{t("refund.column.time")}</Th>
          </tr>
        </thead>
        <tbody>
          {refunds.map((one) => (
            <Tr key={one.id}>
              <Td number>
                <RowLink href={`/admin/refunds/${one.id}` as Route} prefetch={false}>
                  <Money rials={one.amountRials} compact />
                </RowLink>
              </Td>
              <Td>
                <RefundStatus refund={one} />
              </Td>
              <Td>{t(`refund.method.${one.method}`)}</Td>
              <Td className="max-w-56 truncate">{one.reason ? <bdi>{one.reason}</bdi> : "—"}</Td>
              <Td>
                <Time at={one.createdAt} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
