import { CirclePause, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWriting } from "@/components/format/use-writing";
import { Badge } from "@/components/ui/badge";
import type { AppLine } from "@/lib/apps/list-app-lines";
import { formatCount } from "@/lib/i18n/format-number";

/** How many endpoints hear of an app's payments, and whether any of them hears no more. */
export function AppEndpoints({ counts }: { counts: AppLine["endpoints"] }) {
  const t = useTranslations("consoleApps");
  const writing = useWriting();
  const { enabled, paused, disabled } = counts;
  const counted = (count: number) => ({ n: formatCount(count, writing) });
  const all = enabled + paused + disabled;
  if (all === 0) return <span className="text-ink-3">{t("noEndpoint")}</span>;
  return (
    <span className="flex flex-wrap items-center gap-2">
      {formatCount(all, writing)}
      {disabled > 0 && (
        <Badge tone="danger">
          <TriangleAlert aria-hidden />
          {t("endpointsDisabled", counted(disabled))}
        </Badge>
      )}
      {paused > 0 && (
        <Badge tone="warn">
          <CirclePause aria-hidden />
          {t("endpointsPaused", counted(paused))}
        </Badge>
      )}
    </span>
  );
}
