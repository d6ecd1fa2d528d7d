import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DeliveryStatus } from "@/components/delivery-status";
import { Ago } from "@/components/format/ago";
import { Code } from "@/components/format/code";
import { Digits } from "@/components/format/digits";
import { Duration } from "@/components/format/duration";
import { Monogram } from "@/components/ui/monogram";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { attemptsMax, type DeliveryLine } from "@/lib/webhooks/serialize";
import { Answer } from "./answer";
import { SelectPage, SelectRow } from "./bulk/select-row";
import { EndpointHost } from "./endpoint-host";
import { RowTime } from "./row-time";

type Props = {
  lines: DeliveryLine[];
  nowMs: number;
  /** Of one endpoint: whose it is goes without saying. */
  ofOne?: boolean;
  /** Rows can be chosen: there is a selection around. */
  selectable?: boolean;
};

/** Deliveries as a table, on a narrow screen as cards. */
export function DeliveriesTable({ lines, nowMs, ofOne = false, selectable = false }: Props) {
  const t = useTranslations("consoleWebhooks");
  return (
    <>
      <div className="max-sm:hidden">
        <Table label={t("deliveries")}>
          <thead>
            <tr>
              {selectable && (
                <Th className="w-0 pe-0">
                  <SelectPage label={t("selectPage")} />
                </Th>
              )}
              <Th>{t("event")}</Th>
              <Th>{t("state")}</Th>
              {!ofOne && <Th>{t("app")}</Th>}
              {!ofOne && <Th>{t("endpoint")}</Th>}
              <Th>{t("answer")}</Th>
              <Th number>{t("attempts")}</Th>
              <Th>{t("nextAttempt")}</Th>
              <Th>{t("time")}</Th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Tr key={line.id} className="has-[input:checked]:bg-brand-soft">
                {selectable && (
                  <Td className="pe-0">
                    <SelectRow id={line.id} label={t("selectRow", { id: line.id })} />
                  </Td>
                )}
                <Td>
                  <RowLink href={hrefOf(line)} data-row={line.id}>
                    <Code>{line.type}</Code>
                  </RowLink>
                </Td>
                <Td>
                  <State line={line} />
                </Td>
                {!ofOne && (
                  <Td>
                    <AppName line={line} />
                  </Td>
                )}
                {!ofOne && (
                  <Td>
                    <EndpointHost url={line.url} />
                  </Td>
                )}
                <Td>
                  <Answer status={line.lastStatus} error={line.lastError} />
                  {line.lastDurationMs !== null && (
                    <span className="ms-2 text-ink-3 text-meta">
                      <Duration ms={line.lastDurationMs} />
                    </span>
                  )}
                </Td>
                <Td number>
                  <Attempts line={line} />
                </Td>
                <Td className="text-ink-2">
                  <NextAttempt line={line} nowMs={nowMs} />
                </Td>
                <Td className="text-ink-2">
                  <RowTime at={line.createdAt} nowMs={nowMs} />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </div>
      <ul className="flex flex-col gap-2 sm:hidden">
        {lines.map((line) => (
          <DeliveryCard key={line.id} {...{ line, ofOne, nowMs, selectable }} />
        ))}
      </ul>
    </>
  );
}

function DeliveryCard({
  line,
  ofOne,
  nowMs,
  selectable,
}: {
  line: DeliveryLine;
  ofOne: boolean;
  nowMs: number;
  selectable: boolean;
}) {
  const t = useTranslations("consoleWebhooks");
  return (
    <li className="relative flex flex-col gap-1.5 rounded-card border border-line bg-surface px-4 py-3 text-table shadow-raised has-[input:checked]:bg-brand-soft">
      <div className="flex items-center justify-between gap-3">
        {selectable && <SelectRow id={line.id} label={t("selectRow", { id: line.id })} />}
        <Link
          href={hrefOf(line)}
          prefetch={false}
          className="min-w-0 grow truncate font-[550] after:absolute after:inset-0"
        >
          <Code>{line.type}</Code>
        </Link>
        <DeliveryStatus status={line.status} attempt={line.attempt} />
      </div>
      {!ofOne && (
        <div className="flex items-center justify-between gap-3">
          <AppName line={line} />
          <EndpointHost url={line.url} />
        </div>
      )}
      <div className="flex items-center justify-between gap-3 text-ink-2 text-meta">
        <span>
          <RowTime at={line.createdAt} nowMs={nowMs} />
        </span>
        <span className="flex items-center gap-3">
          <Attempts line={line} />
          <Answer status={line.lastStatus} error={line.lastError} />
        </span>
      </div>
    </li>
  );
}

/** Of what an endpoint that we disabled holds back the tooltip says why. */
function State({ line }: { line: DeliveryLine }) {
  const t = useTranslations("consoleWebhooks.disabledReason");
  const { status, attempt, endpointDisabledReason: reason } = line;
  const badge = <DeliveryStatus status={status} attempt={attempt} />;
  if (status !== "held" || !reason) return badge;
  return (
    // Above the row's link, or the pointer would not reach it.
    <span title={t(reason)} className="relative z-10">
      {badge}
    </span>
  );
}

function AppName({ line: { appId, appName } }: { line: DeliveryLine }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Monogram id={appId} name={appName} />
      <bdi className="max-w-32 truncate">{appName}</bdi>
    </span>
  );
}

function Attempts({ line }: { line: DeliveryLine }) {
  const t = useTranslations("consoleWebhooks");
  return (
    <span className="whitespace-nowrap">
      {t.rich("attemptOf", {
        n: () => <Digits>{line.attempt}</Digits>,
        max: () => (
          <span className="text-ink-3">
            <Digits>{attemptsMax(line)}</Digits>
          </span>
        ),
      })}
    </span>
  );
}

/** When the next attempt is planned; for one that is due that is now. */
function NextAttempt({ line, nowMs }: { line: DeliveryLine; nowMs: number }) {
  const t = useTranslations("consoleWebhooks");
  if (line.status === "sending") return t("now");
  if (line.status !== "pending") return <span className="text-ink-3">—</span>;
  if (line.nextAttemptAt.getTime() <= nowMs) return t("now");
  return <Ago at={line.nextAttemptAt} nowMs={nowMs} />;
}

const hrefOf = ({ id }: DeliveryLine) => `/admin/webhooks/${id}` as Route;
