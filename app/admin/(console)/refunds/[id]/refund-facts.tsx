import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { CopyableId } from "@/components/format/copyable-id";
import { ShortId } from "@/components/format/short-id";
import { Time } from "@/components/format/time";
import { useWriting } from "@/components/format/use-writing";
import { Fact, Facts } from "@/components/ui/facts";
import { Section } from "@/components/ui/section";
import { formatRial, formatToman } from "@/lib/money/format-money";
import type { RefundDetail } from "@/lib/refunds/get-refund";
import { ProviderName } from "../../transactions/(list)/provider-name";
import { Requester } from "../requester";

/** Everything about a refund that is one word or one moment. */
export function RefundFacts({ detail }: { detail: RefundDetail }) {
  const t = useTranslations("consoleRefunds");
  const writing = useWriting();
  const { refund, transaction, appName } = detail;
  const sent = refund.currency === "IRT" ? refund.amountSent * 10n : refund.amountSent;
  const asked = (refund.currency === "IRT" ? formatToman : formatRial)(sent, writing);
  const moment = (at: Date | null) => at && <Time at={at} />;
  return (
    <Section title={t("factsTitle")}>
      <Facts>
        <Fact name={t("fact.id")}>
          <CopyableId what={t("fact.id")}>{refund.id}</CopyableId>
        </Fact>
        <Fact name={t("fact.refundId")}>
          {refund.refundRef && (
            <CopyableId what={t("fact.refundId")}>{refund.refundRef}</CopyableId>
          )}
        </Fact>
        <Fact name={t("fact.transaction")}>
          <Link
            href={`/admin/transactions/${transaction.id}` as Route}
            prefetch={false}
            className="text-brand hover:underline"
          >
            <ShortId>{transaction.id}</ShortId>
          </Link>
        </Fact>
        <Fact name={t("fact.order")}>
          <Code className="break-all">{transaction.orderId}</Code>
        </Fact>
        <Fact name={t("fact.app")}>
          <Link
            href={`/admin/apps/${refund.appId}` as Route}
            prefetch={false}
            className="text-brand hover:underline"
          >
            <bdi>{appName}</bdi>
          </Link>
        </Fact>
        <Fact name={t("fact.amountSent")}>
          <bdi>
            {asked.value} {asked.unit}
          </bdi>
        </Fact>
        <Fact name={t("fact.method")}>{t(`method.${refund.method}`)}</Fact>
        <Fact name={t("fact.reason")}>{refund.reason && <bdi>{refund.reason}</bdi>}</Fact>
        <Fact name={t("fact.by")}>
          <Requester line={detail} />
        </Fact>
        {refund.approval !== "not_needed" && (
          <Fact name={t("fact.approval")}>
            {t(`approvalWord.${refund.approval}`)}
            {detail.approverName && (
              <>
                {" · "}
                <bdi>{detail.approverName}</bdi>
              </>
            )}
          </Fact>
        )}
        <Fact name={t("fact.provider")}>
          <ProviderName>{refund.provider}</ProviderName>
        </Fact>
        <Fact name={t("fact.providerRef")}>
          {refund.providerRef && (
            <CopyableId what={t("fact.providerRef")}>{refund.providerRef}</CopyableId>
          )}
        </Fact>
        <Fact name={t("fact.createdAt")}>{moment(refund.createdAt)}</Fact>
        {refund.approvalAt && <Fact name={t("fact.approvalAt")}>{moment(refund.approvalAt)}</Fact>}
        <Fact name={t("fact.sentAt")}>{moment(refund.sentAt)}</Fact>
        <Fact name={t("fact.acceptedAt")}>{moment(refund.acceptedAt)}</Fact>
        <Fact name={t("fact.lastCheckAt")}>{moment(refund.lastCheckAt)}</Fact>
        <Fact name={t("fact.endedAt")}>{moment(refund.endedAt)}</Fact>
      </Facts>
    </Section>
  );
}
