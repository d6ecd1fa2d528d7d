"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Code } from "@/components/format/code";
import { CopyableId } from "@/components/format/copyable-id";
import { Digits } from "@/components/format/digits";
import { Duration } from "@/components/format/duration";
import { Money } from "@/components/format/money";
import { Pan } from "@/components/format/pan";
import { Phone } from "@/components/format/phone";
import { Time } from "@/components/format/time";
import { Alert } from "@/components/ui/alert";
import { Fact, Facts } from "@/components/ui/facts";
import { Monogram } from "@/components/ui/monogram";
import { FailureText } from "./failure-text";
import { ProviderName } from "./provider-name";
import type { Peek, PeekEvent } from "./read-peek";

/** What is known of a transaction, its last events first. */
export default function PeekFacts({ row, events, earlier }: Peek) {
  const t = useTranslations("consoleTransactions");
  return (
    <>
      {row.exception !== null && (
        <div className="mb-4">
          <Alert tone="danger">{t("peekAttention")}</Alert>
        </div>
      )}
      <Facts>
        <Fact name={t("column.order")}>
          <CopyableId what={t("column.order")}>{row.orderId}</CopyableId>
        </Fact>
        <Fact name={t("column.id")}>
          <CopyableId what={t("column.id")}>{row.id}</CopyableId>
        </Fact>
        <Fact name={t("column.app")}>
          <span className="inline-flex items-center gap-2">
            <Monogram id={row.app.id} name={row.app.name} />
            <bdi>{row.app.name}</bdi>
          </span>
        </Fact>
        <Fact name={t("column.description")}>
          <bdi>{row.description}</bdi>
        </Fact>
        {row.failure && (
          <Fact name={t("column.failure")}>
            <FailureText {...row.failure} />
          </Fact>
        )}
        {row.refundedRials > 0n && (
          <Fact name={t("column.refunded")}>
            <Money rials={row.refundedRials} compact />
          </Fact>
        )}
        <Some name={t("column.ref_id")} of={row.refId}>
          {(refId) => <CopyableId what={t("column.ref_id")}>{refId}</CopyableId>}
        </Some>
        <Some name={t("column.card")} of={row.cardPan}>
          {(pan) => <Pan>{pan}</Pan>}
        </Some>
        <Some name={t("column.mobile")} of={row.payerMobile}>
          {(mobile) => <Phone>{mobile}</Phone>}
        </Some>
        <Some name={t("column.provider")} of={row.provider}>
          {(provider) => <ProviderName>{provider}</ProviderName>}
        </Some>
        <Fact name={t("column.time")}>
          <Time at={row.createdAt} />
        </Fact>
      </Facts>
      <h3 className="mt-5 mb-2 font-[650]">{t("lastEvents")}</h3>
      <ol className="flex flex-col text-table">
        {events.map((event) => (
          <Event key={event.seq} {...event} />
        ))}
      </ol>
      {earlier > 0 && (
        <p className="mt-1 text-ink-3 text-meta">
          {t.rich("earlierEvents", { n: () => <Digits>{earlier}</Digits> })}
        </p>
      )}
    </>
  );
}

/** A fact that is left out when there is none: a sheet has little room. */
function Some({
  name,
  of,
  children,
}: {
  name: string;
  of: string | null;
  children: (value: string) => ReactNode;
}) {
  return of === null ? null : <Fact name={name}>{children(of)}</Fact>;
}

function Event({ type, at, durationMs, times }: PeekEvent) {
  const t = useTranslations("consoleTransactions.event");
  const key = type.replaceAll(".", "_") as "transaction_paid";
  return (
    <li className="flex items-baseline gap-3 border-line border-b py-2 last:border-b-0">
      <span className="min-w-0 grow">
        {t.has(key) ? t(key) : <Code>{type}</Code>}
        {times > 1 && (
          <span className="text-ink-3">
            {" "}
            ×<Digits>{times}</Digits>
          </span>
        )}
      </span>
      {durationMs !== null && (
        <span className="text-ink-3">
          <Duration ms={durationMs} />
        </span>
      )}
      <span className="whitespace-nowrap text-ink-2 text-meta">
        <Time at={at} style="clock" />
      </span>
    </li>
  );
}
