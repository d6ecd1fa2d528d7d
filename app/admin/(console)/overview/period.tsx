import { useTranslations } from "next-intl";
import { useWriting } from "@/components/format/use-writing";
import { formatCount } from "@/lib/i18n/format-number";
import { formatRange } from "@/lib/time/format-range";
import { eachDay, type Range, rangeOf } from "@/lib/time/tehran-days";
import type { Figures } from "@/lib/usage/get-figures";
import { Breakdowns } from "./breakdowns";
import { PaymentsChart } from "./payments-chart";
import { StatCards } from "./stat-cards";
import type { View } from "./view";

/** A period told in full: figures, chart, and what they are made of. */
export function Period({ figures, view, now }: { figures: Figures; view: View; now: Date }) {
  const range = rangeOf(view.range, now);
  return (
    <div className="flex flex-col gap-3">
      <PeriodName range={range} now={now} />
      <StatCards figures={figures} />
      <PaymentsChart figures={figures} view={view} now={now} />
      <Breakdowns figures={figures} view={view} />
    </div>
  );
}

function PeriodName({ range, now }: { range: Range; now: Date }) {
  const t = useTranslations("consoleOverview.compared");
  const writing = useWriting();
  const days = eachDay(range).length;
  const running = now < range.to ? "Running" : "";
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-table">
      <span className="font-[650]">{formatRange(range, writing)}</span>
      <span className="text-ink-3 text-meta">
        {days === 1
          ? t(`oneDay${running}`)
          : t(`days${running}`, { n: formatCount(days, writing) })}
      </span>
    </p>
  );
}
