import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { Messages } from "@/components/messages";
import { PageHeader } from "@/components/ui/page-header";
import { TableSkeleton } from "@/components/ui/skeleton";
import { hasOwnApp } from "@/lib/apps/has-own-app";
import type { Mode } from "@/lib/context";
import { type OperatorContext, requireOperator } from "@/lib/gates/operator";
import { readMode } from "@/lib/i18n/read-mode";
import { RANGE_PRESETS, rangeOf } from "@/lib/time/tehran-days";
import { getFigures } from "@/lib/usage/get-figures";
import { FirstRun } from "./first-run/first-run";
import { FirstRunHint } from "./first-run/first-run-hint";
import { Attention } from "./overview/attention";
import { ChoiceRow } from "./overview/choice-row";
import { Newest } from "./overview/newest";
import { Period } from "./overview/period";
import { PeriodSkeleton, StripSkeleton } from "./overview/skeletons";
import { TodayStrip } from "./overview/today-strip";
import { readView, type View, viewHref } from "./overview/view";

export async function generateMetadata() {
  const t = await getTranslations("consoleOverview");
  return { title: t("title") };
}

type Query = Promise<Record<string, string | string[] | undefined>>;

/** How business goes: what needs a person, today, a period in full, the newest payments. */
export default async function OverviewPage({ searchParams }: { searchParams: Query }) {
  const ctx = await requireOperator();
  const [t, query, mode, begun] = await Promise.all([
    getTranslations("consoleOverview"),
    searchParams,
    readMode(),
    hasOwnApp(ctx),
  ]);
  if (!begun) return <FirstRun />;
  const view = readView(query);
  const now = new Date();
  return (
    <Messages of={["consoleInbox"]}>
      <PageHeader
        title={t("title")}
        actions={
          <ChoiceRow
            label={t("rangeLabel")}
            choices={RANGE_PRESETS.map((range) => ({
              href: viewHref(view, { range }),
              text: t(`range.${range}`),
              current: range === view.range,
            }))}
          />
        }
      />
      <Suspense>
        <FirstRunHint ctx={ctx} />
      </Suspense>
      <div className="flex flex-col gap-6">
        <Suspense fallback={<StripSkeleton />}>
          <Attention ctx={ctx} mode={mode} />
        </Suspense>
        {view.range !== "today" && (
          <Suspense fallback={<StripSkeleton />}>
            <TodayStrip ctx={ctx} mode={mode} now={now} />
          </Suspense>
        )}
        <Suspense key={JSON.stringify(view)} fallback={<PeriodSkeleton />}>
          <PeriodFigures ctx={ctx} mode={mode} view={view} now={now} />
        </Suspense>
        <Suspense
          fallback={<TableSkeleton widths={["w-28", "w-20", "w-32", "w-28", "w-20"]} rows={6} />}
        >
          <Newest ctx={ctx} mode={mode} />
        </Suspense>
      </div>
    </Messages>
  );
}

async function PeriodFigures({
  ctx,
  mode,
  view,
  now,
}: {
  ctx: OperatorContext;
  mode: Mode;
  view: View;
  now: Date;
}) {
  const figures = await getFigures(ctx, { mode, range: rangeOf(view.range, now), now });
  return <Period figures={figures} view={view} now={now} />;
}
