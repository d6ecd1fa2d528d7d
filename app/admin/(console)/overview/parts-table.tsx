import Link from "next/link";
import { useTranslations } from "next-intl";
import { Money } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { useWriting } from "@/components/format/use-writing";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { formatCount } from "@/lib/i18n/format-number";
import { tehranDate } from "@/lib/time/tehran-days";
import type { Figures } from "@/lib/usage/get-figures";
import { listHref } from "./list-href";

/** What the chart shows, in full, newest first; a day leads to its payments. */
export function PartsTable({ step, parts }: Figures["series"]) {
  const t = useTranslations("consoleOverview.chart");
  const writing = useWriting();
  return (
    <Table label={t(step === "hour" ? "byHour" : "byDay")}>
      <thead>
        <tr>
          <Th>{t(step)}</Th>
          <Th number>{t("amount")}</Th>
          <Th number>{t("paid")}</Th>
          <Th number>{t("unpaid")}</Th>
        </tr>
      </thead>
      <tbody>
        {parts.toReversed().map(({ from, totals }) => (
          <Tr key={from.getTime()}>
            <Td>
              {step === "hour" ? (
                <Time at={from} style="minute" />
              ) : (
                <Link
                  href={listHref({ from: tehranDate(from), to: tehranDate(from) })}
                  prefetch={false}
                  className="hover:text-brand hover:underline"
                >
                  <Time at={from} style="day" />
                </Link>
              )}
            </Td>
            <Td number>
              <Money compact rials={totals.paidRials} />
            </Td>
            <Td number>{formatCount(totals.paid, writing)}</Td>
            <Td number>{formatCount(totals.ended - totals.paid, writing)}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
