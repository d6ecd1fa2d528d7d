import { getTranslations } from "next-intl/server";
import { Money } from "@/components/format/money";
import { Card } from "@/components/ui/card";
import type { Mode } from "@/lib/context";
import type { OperatorContext } from "@/lib/gates/operator";
import { rangeOf } from "@/lib/time/tehran-days";
import { getFigures } from "@/lib/usage/get-figures";
import { changeOf } from "@/lib/usage/totals";
import { Change } from "./change";
import { TodayCounts } from "./today-counts";

/** Today up to now, in one line, above a longer period. */
export async function TodayStrip({
  ctx,
  mode,
  now,
}: {
  ctx: OperatorContext;
  mode: Mode;
  now: Date;
}) {
  const t = await getTranslations("consoleOverview");
  const { total, previous } = await getFigures(ctx, { mode, range: rangeOf("today", now), now });
  return (
    <Card className="flex flex-wrap items-baseline gap-x-6 gap-y-1 px-4 py-3 text-table">
      <h2 className="font-[650]">{t("today")}</h2>
      <span className="font-bold">
        <Money compact rials={total.paidRials} />
      </span>
      <TodayCounts total={total} />
      <span className="text-meta">
        <Change by={changeOf(total.paidRials, previous.total.paidRials)} />{" "}
        <span className="text-ink-3">{t("compared.oneDayRunning")}</span>
      </span>
    </Card>
  );
}
