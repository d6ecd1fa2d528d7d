import type { Route } from "next";
import { useTranslations } from "next-intl";
import { DeliveryStatus } from "@/components/delivery-status";
import { Code } from "@/components/format/code";
import { Digits } from "@/components/format/digits";
import { useWriting } from "@/components/format/use-writing";
import { Section } from "@/components/ui/section";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { localDigits } from "@/lib/i18n/digits";
import type { TransactionStory } from "@/lib/transactions/get-transaction-story";
import { isFinal } from "@/lib/transactions/state";
import { attemptsMax, type DeliveryLine } from "@/lib/webhooks/serialize";
import { Answer } from "../../webhooks/answer";
import { EndpointHost } from "../../webhooks/endpoint-host";
import { PlainSentence } from "../../webhooks/plain-sentence";

/** Whom the news of this transaction went to, and whether it arrived. */
export function Deliveries({ story, nowMs }: { story: TransactionStory; nowMs: number }) {
  const t = useTranslations("consoleTransaction");
  const { deliveries, transaction } = story;
  const over = isFinal(transaction.status);
  return (
    <Section title={t("deliveriesTitle")}>
      {deliveries.length === 0 ? (
        <p className="text-ink-2 text-table">{t(over ? "delivery.none" : "delivery.notYet")}</p>
      ) : (
        <Table label={t("deliveriesTitle")}>
          <thead>
            <tr>
              <Th>{t("delivery.column.event")}</Th>
              <Th>{t("delivery.column.status")}</Th>
              <Th>{t("delivery.column.answer")}</Th>
              <Th number>{t("delivery.column.tries")}</Th>
              <Th>{t("delivery.column.endpoint")}</Th>
            </tr>
          </thead>
          <tbody>
            {deliveries.map((line) => (
              <Row key={line.id} line={line} nowMs={nowMs} />
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function Row({ line, nowMs }: { line: DeliveryLine; nowMs: number }) {
  const t = useTranslations("consoleTransaction.line");
  const writing = useWriting();
  return (
    <Tr>
      <Td className="min-w-72 py-2">
        <RowLink href={`/admin/webhooks/${line.id}` as Route} prefetch={false}>
          <Code>{line.type}</Code>
        </RowLink>
        <p className="whitespace-normal text-ink-2 text-meta">
          <PlainSentence line={line} nowMs={nowMs} />
        </p>
      </Td>
      <Td>
        <DeliveryStatus status={line.status} attempt={line.attempt} />
      </Td>
      <Td>
        <Answer status={line.lastStatus} error={line.lastError} />
      </Td>
      <Td number>
        <span className="sr-only">
          {t("tries", {
            n: localDigits(String(line.attempt), writing),
            max: localDigits(String(attemptsMax(line)), writing),
          })}
        </span>
        <span aria-hidden>
          <Digits>{`${line.attempt}/${attemptsMax(line)}`}</Digits>
        </span>
      </Td>
      <Td>
        <EndpointHost url={line.url} />
      </Td>
    </Tr>
  );
}
