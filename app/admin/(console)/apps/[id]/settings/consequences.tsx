import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useWriting } from "@/components/format/use-writing";
import { Alert } from "@/components/ui/alert";
import { type AppStakes, OPEN_MAX } from "@/lib/apps/get-app-stakes";
import { formatCount } from "@/lib/i18n/format-number";

/** What suspending an app does, with today's numbers. */
export function SuspendConsequences({ stakes }: { stakes: AppStakes }) {
  const t = useTranslations("consoleApps");
  const counted = useCounted();
  return (
    <Points
      points={[
        t("suspendApi"),
        stakes.open > 0 ? t("suspendOpen", counted(stakes.open, OPEN_MAX)) : t("suspendNoOpen"),
        stakes.keys > 0 && t("suspendKeys", counted(stakes.keys)),
        t("suspendWebhooks"),
      ]}
    />
  );
}

/** What archiving an app does, with today's numbers. */
export function ArchiveConsequences({ stakes }: { stakes: AppStakes }) {
  const t = useTranslations("consoleApps");
  const counted = useCounted();
  return (
    <>
      <Points
        points={[
          stakes.keys > 0 && t("archiveKeys", counted(stakes.keys)),
          stakes.open > 0 ? t("archiveOpen", counted(stakes.open, OPEN_MAX)) : t("suspendNoOpen"),
          stakes.endpoints > 0 && t("archiveEndpoints", counted(stakes.endpoints)),
          t("archiveKept"),
        ]}
      />
      <div className="mt-4">
        <Alert tone="warn">{t("archiveForever")}</Alert>
      </div>
    </>
  );
}

function useCounted() {
  const t = useTranslations("consoleApps");
  const writing = useWriting();
  return (count: number, max = Number.POSITIVE_INFINITY) => {
    const n = formatCount(Math.min(count, max), writing);
    return { n: count >= max ? t("many", { n }) : n };
  };
}

function Points({ points }: { points: (ReactNode | false)[] }) {
  return (
    <ul className="flex list-disc flex-col gap-2 ps-5">
      {points.map((point, index) => point && <li key={index}>{point}</li>)}
    </ul>
  );
}
