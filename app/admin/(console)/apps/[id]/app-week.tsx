import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "@/components/format/money";
import { useWriting } from "@/components/format/use-writing";
import { Card } from "@/components/ui/card";
import { Section } from "@/components/ui/section";
import type { App } from "@/lib/apps/find-app";
import type { Mode } from "@/lib/context";
import type { OperatorContext } from "@/lib/gates/operator";
import { formatCount, formatPercent } from "@/lib/i18n/format-number";
import { rangeOf } from "@/lib/time/tehran-days";
import { type Figures, getFigures } from "@/lib/usage/get-figures";
import { successRate } from "@/lib/usage/totals";
import { Sparkline } from "../sparkline";

type Props = { ctx: OperatorContext; app: App; mode: Mode };

/** What seven days brought an app, in one mode. */
export async function AppWeek({ ctx, app, mode }: Props) {
  const now = new Date();
  const range = rangeOf("7d", now);
  return <Week figures={await getFigures(ctx, { mode, range, appId: app.id, now })} />;
}

function Week({ figures: { total, series } }: { figures: Figures }) {
  const t = useTranslations("consoleApps");
  const writing = useWriting();
  const rate = successRate(total);
  const days = series.parts.map(({ totals }) => Number(totals.paidRials));
  return (
    <Section title={t("week")}>
      <div className="grid gap-3 sm:grid-cols-3">
        <Figure
          name={t("volume")}
          note={total.paid > 0 && <Sparkline values={days} label={t("week")} />}
        >
          <Money compact rials={total.paidRials} />
        </Figure>
        <Figure name={t("paidCount")} note={t("ofTries", { n: formatCount(total.tries, writing) })}>
          {formatCount(total.paid, writing)}
        </Figure>
        <Figure
          name={t("successRate")}
          note={
            rate === null ? t("noEnded") : t("ofEnded", { n: formatCount(total.ended, writing) })
          }
        >
          {rate === null ? "—" : formatPercent(rate, writing)}
        </Figure>
      </div>
    </Section>
  );
}

function Figure({ name, note, children }: { name: string; note: ReactNode; children: ReactNode }) {
  return (
    <Card className="flex min-w-0 flex-col px-4 py-3.5">
      <h3 className="text-ink-2 text-meta">{name}</h3>
      <p className="mt-0.5 font-bold text-lg leading-normal">{children}</p>
      <div className="mt-auto pt-1 text-ink-3 text-meta">{note}</div>
    </Card>
  );
}
