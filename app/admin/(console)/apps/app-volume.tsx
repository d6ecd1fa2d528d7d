import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { Money } from "@/components/format/money";
import { useWriting } from "@/components/format/use-writing";
import type { DailyVolumes } from "@/lib/apps/list-daily-volumes";
import { formatToman } from "@/lib/money/format-money";
import { Sparkline } from "./sparkline";

/** What an app was paid in seven days, as a sum and day by day. The counting is one for all rows. */
export async function AppVolume({
  appId,
  volumes,
}: {
  appId: string;
  volumes: Promise<DailyVolumes>;
}) {
  const days = (await volumes).get(appId);
  const t = await getTranslations("consoleApps");
  if (!days) return <span className="text-ink-3">{t("nothingPaid")}</span>;
  return <Volume days={days} />;
}

function Volume({ days }: { days: bigint[] }) {
  const t = useTranslations("consoleApps");
  const writing = useWriting();
  const [most = 0n] = [...days].sort((a, b) => Number(b - a));
  const { value, unit } = formatToman(most, writing);
  return (
    // Left to right in both: bars under bars, and the figures line up at the right.
    <span dir="ltr" className="flex items-center justify-between gap-4">
      <Sparkline values={days.map(Number)} label={t("sparkline", { most: `${value} ${unit}` })} />
      <Money compact rials={days.reduce((a, b) => a + b)} className="font-[550]" />
    </span>
  );
}
