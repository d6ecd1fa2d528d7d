import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DeliveryStatus } from "@/components/delivery-status";
import { Code } from "@/components/format/code";
import { Digits } from "@/components/format/digits";
import { Time } from "@/components/format/time";
import { Monogram } from "@/components/ui/monogram";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import type { EndpointLine } from "@/lib/webhooks/list-endpoint-lines";
import { EndpointStatus } from "../endpoint-status";

/** Endpoints as a table, on a narrow screen as cards. */
export function EndpointsTable({ lines }: { lines: EndpointLine[] }) {
  const t = useTranslations("consoleWebhooks");
  return (
    <>
      <div className="max-sm:hidden">
        <Table label={t("endpoints")}>
          <thead>
            <tr>
              <Th>{t("url")}</Th>
              <Th>{t("state")}</Th>
              <Th>{t("app")}</Th>
              <Th>{t("events")}</Th>
              <Th>{t("lastDelivery")}</Th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Tr key={line.id}>
                <Td>
                  <span className="flex max-w-96 flex-col items-start py-1.5">
                    <RowLink
                      href={hrefOf(line)}
                      className="max-w-full truncate"
                      dir="ltr"
                      title={line.url}
                    >
                      <Code>{brief(line.url)}</Code>
                    </RowLink>
                    {line.description && (
                      <bdi className="max-w-full truncate text-ink-3 text-meta">
                        {line.description}
                      </bdi>
                    )}
                  </span>
                </Td>
                <Td>
                  <EndpointStatus
                    status={line.status}
                    deleted={line.deletedAt !== null}
                    failing={line.failingSince !== null}
                    why={line.disabledReason}
                  />
                </Td>
                <Td>
                  <span className="flex items-center gap-2">
                    <Monogram id={line.appId} name={line.appName} />
                    <bdi className="max-w-44 truncate">{line.appName}</bdi>
                  </span>
                </Td>
                <Td className="text-ink-2">
                  <Events types={line.eventTypes} />
                </Td>
                <Td>
                  <Last line={line} />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </div>
      <ul className="flex flex-col gap-2 sm:hidden">
        {lines.map((line) => (
          <li
            key={line.id}
            className="relative flex flex-col gap-2 rounded-card border border-line bg-surface px-4 py-3 text-table shadow-raised"
          >
            <Link
              href={hrefOf(line)}
              prefetch={false}
              dir="ltr"
              className="max-w-full self-start truncate font-[550] after:absolute after:inset-0"
            >
              <Code>{brief(line.url)}</Code>
            </Link>
            <span className="flex items-center justify-between gap-3">
              <span className="flex min-w-0 items-center gap-2">
                <Monogram id={line.appId} name={line.appName} />
                <bdi className="truncate">{line.appName}</bdi>
              </span>
              <EndpointStatus
                status={line.status}
                deleted={line.deletedAt !== null}
                failing={line.failingSince !== null}
                why={line.disabledReason}
              />
            </span>
            <span className="flex items-center justify-between gap-3 text-ink-2 text-meta">
              <Events types={line.eventTypes} />
              {line.last && (
                <span className="flex items-center gap-2">
                  {t("lastDelivery")}
                  <Last line={line} />
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Events({ types }: { types: string[] | null }) {
  const t = useTranslations("consoleWebhooks");
  if (!types) return t("allEvents");
  return (
    <span title={types.join(", ")}>
      {t.rich("someEvents", { n: () => <Digits>{types.length}</Digits> })}
    </span>
  );
}

function Last({ line: { last } }: { line: EndpointLine }) {
  if (!last) return <span className="text-ink-3">—</span>;
  return (
    <span className="flex items-center gap-2">
      <DeliveryStatus status={last.status} attempt={last.attempt} />
      <span className="text-ink-2 text-meta max-sm:hidden">
        <Time at={last.createdAt} />
      </span>
    </span>
  );
}

const hrefOf = ({ id }: EndpointLine) => `/admin/webhooks/endpoints/${id}` as Route;
const brief = (url: string) => url.replace(/^https:\/\//, "").replace(/\/$/, "");
