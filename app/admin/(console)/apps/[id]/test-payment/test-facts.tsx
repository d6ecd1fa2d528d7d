import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { CopyableId } from "@/components/format/copyable-id";
import { Money } from "@/components/format/money";
import { TransactionStatus } from "@/components/transaction-status";
import { Fact, Facts } from "@/components/ui/facts";
import { Section } from "@/components/ui/section";
import type { TestDetail } from "./test-detail";

/** Which payment is followed. */
export function TestFacts({ detail: { transaction } }: { detail: TestDetail }) {
  const t = useTranslations("consoleTestPayment");
  return (
    <Section title={t("facts")}>
      <Facts>
        <Fact name={t("statusFact")}>
          <TransactionStatus status={transaction.status} />
        </Fact>
        <Fact name={t("amountFact")}>
          <Money rials={transaction.amountRials} />
        </Fact>
        <Fact name={t("idFact")}>
          <CopyableId what={t("idFact")}>{transaction.id}</CopyableId>
        </Fact>
        <Fact name={t("orderFact")}>
          <Code className="break-all">{transaction.orderId}</Code>
        </Fact>
        <Fact name={t("returnFact")}>
          <Code className="break-all">{transaction.returnUrl}</Code>
        </Fact>
      </Facts>
    </Section>
  );
}
