import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "@/components/format/money";
import { useWriting } from "@/components/format/use-writing";
import { Monogram } from "@/components/ui/monogram";
import { formatCount, formatPercent } from "@/lib/i18n/format-number";
import type { ConsoleFilters } from "@/lib/transactions/console/schema";
import { UNPAID_ENDS } from "@/lib/transactions/state";
import type { Figures } from "@/lib/usage/get-figures";
import { successRate, type Totals } from "@/lib/usage/totals";
import { ProviderName } from "../transactions/(list)/provider-name";
import { Breakdown, BreakdownLine } from "./breakdown";
import { listHref } from "./list-href";
import type { View } from "./view";

const SHOWN_MAX = 6;

/** The period by app, by provider, and why payments did not succeed. Each line leads to its payments. */
export function Breakdowns({ figures, view }: { figures: Figures; view: View }) {
  const t = useTranslations("consoleOverview");
  const writing = useWriting();
  const { byApp, byProvider, byReason, total } = figures;
  const { range } = view;
  const unpaid = byReason.reduce((sum, { count }) => sum + count, 0);

  function earner(filters: Partial<ConsoleFilters>, name: ReactNode, totals: Totals) {
    const rate = successRate(totals);
    const share = Number(totals.paidRials) / Math.max(Number(total.paidRials), 1);
    return (
      <BreakdownLine
        key={JSON.stringify(filters)}
        href={listHref({ range, ...filters })}
        name={name}
        value={<Money compact rials={totals.paidRials} />}
        note={rate === null ? "—" : t("successful", { n: formatPercent(rate, writing) })}
        share={share}
      />
    );
  }

  return (
    <div className="grid grid-cols-1 gap-3 lg:grid-cols-3">
      <Breakdown title={t("byApp")} hidden={byApp.length - SHOWN_MAX}>
        {byApp.slice(0, SHOWN_MAX).map(({ appId, name, totals }) =>
          earner(
            { app: [appId] },
            <>
              <Monogram id={appId} name={name} />
              <bdi className="truncate">{name}</bdi>
            </>,
            totals,
          ),
        )}
      </Breakdown>
      <Breakdown title={t("byProvider")}>
        {byProvider.map(({ provider, totals }) =>
          earner({ provider: [provider] }, <ProviderName>{provider}</ProviderName>, totals),
        )}
      </Breakdown>
      <Breakdown title={t("byReason")} hidden={byReason.length - SHOWN_MAX}>
        {byReason.slice(0, SHOWN_MAX).map(({ reason, count }) => (
          <BreakdownLine
            key={reason}
            href={listHref({ range, status: [...UNPAID_ENDS] })}
            name={<ReasonName>{reason}</ReasonName>}
            value={formatCount(count, writing)}
            note={formatPercent(count / unpaid, writing)}
            share={count / unpaid}
          />
        ))}
      </Breakdown>
    </div>
  );
}

/** In a word or two; `failures` has the whole sentence. */
function ReasonName({ children }: { children: string }) {
  const t = useTranslations("consoleTransactions.failure");
  return (
    <span className="truncate">
      {t.has(children as "expired") ? t(children as "expired") : children}
    </span>
  );
}
