import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Code } from "@/components/format/code";
import { CopyableId } from "@/components/format/copyable-id";
import { Money, Rials } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { Fact, Facts } from "@/components/ui/facts";
import { Section } from "@/components/ui/section";
import type { TransactionStory } from "@/lib/transactions/get-transaction-story";
import { ProviderName } from "../(list)/provider-name";
import { CopyableShort } from "./copyable-short";

/** The payment in names and values; ids stand as they are copied. */
export function PaymentFacts({ story }: { story: TransactionStory }) {
  const t = useTranslations("consoleTransaction");
  const { transaction, attempt, key, accounts } = story;
  const { amountRials, refundedRials, method, description, locale } = transaction;
  const methodName = `methodName.${method}` as "methodName.card";
  const whole = (name: "ref" | "order" | "returnUrl", value: string) => (
    <Fact name={t(`fact.${name}`)}>
      <CopyableId what={t(`fact.${name}`)}>{value}</CopyableId>
    </Fact>
  );
  const short = (name: "id" | "authority" | "key", value: string) => (
    <Fact name={t(`fact.${name}`)}>
      <CopyableShort what={t(`fact.${name}`)}>{value}</CopyableShort>
    </Fact>
  );
  const time = (name: "created" | "expires" | "paid" | "ended", at: Date | null) =>
    at && (
      <Fact name={t(`fact.${name}`)}>
        <Time at={at} />
      </Fact>
    );
  return (
    <Section title={t("detailsTitle")}>
      <Facts>
        {short("id", transaction.id)}
        {attempt?.refId && whole("ref", attempt.refId)}
        {attempt?.authority && short("authority", attempt.authority)}
        {whole("order", transaction.orderId)}
        <Fact name={t("fact.amount")}>
          <Money rials={amountRials} compact />
          <Rials rials={amountRials} className="block text-ink-2 text-meta" />
        </Fact>
        <Fee story={story} />
        {refundedRials > 0n && (
          <Fact name={t("fact.refunded")}>
            <Money rials={refundedRials} compact className="text-refund" />
          </Fact>
        )}
        {attempt && (
          <Fact name={t("fact.provider")}>
            <ProviderName>{attempt.provider}</ProviderName>
          </Fact>
        )}
        {attempt && (
          <Fact name={t("fact.account")}>
            <bdi>{accounts.get(attempt.accountId)}</bdi>
          </Fact>
        )}
        <Fact name={t("fact.method")}>
          {t.has(methodName) ? t(methodName) : <Code>{method}</Code>}
        </Fact>
        <Fact name={t("fact.description")}>
          <bdi>{description}</bdi>
        </Fact>
        {time("created", transaction.createdAt)}
        {time("expires", transaction.expiresAt)}
        {time("paid", transaction.paidAt)}
        {transaction.paidAt === null && time("ended", transaction.endedAt)}
        <Fact name={t("fact.language")}>{t(`language.${locale}`)}</Fact>
        {whole("returnUrl", transaction.returnUrl)}
        {short("key", key.publicId)}
      </Facts>
    </Section>
  );
}

/** What the provider keeps, and what is left for the merchant where that follows. */
function Fee({ story: { transaction, attempt, feeBy } }: { story: TransactionStory }): ReactNode {
  const t = useTranslations("consoleTransaction");
  if (attempt?.feeRials == null || transaction.status !== "paid") return null;
  const net = transaction.amountRials - (feeBy === "merchant" ? attempt.feeRials : 0n);
  return (
    <>
      <Fact name={t("fact.fee")}>
        <Money rials={attempt.feeRials} compact />
        {feeBy && <span className="text-ink-2 text-meta"> ({t(`feeBy.${feeBy}`)})</span>}
      </Fact>
      {feeBy && (
        <Fact name={t("fact.net")}>
          <Money rials={net} compact className="font-[650]" />
        </Fact>
      )}
    </>
  );
}
