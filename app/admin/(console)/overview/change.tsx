import { ArrowDown, ArrowUp, Equal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWriting } from "@/components/format/use-writing";
import { formatPercent } from "@/lib/i18n/format-number";

const SAME_BELOW = 0.0005;
const SIGN = "me-1 inline size-3.5 align-[-0.15em]";

/**
 * How much more or less than before, with a sign and in words. `points`: of a rate, whose change is told
 * in points of its own percentage.
 */
export function Change({ by, points = false }: { by: number | null; points?: boolean }) {
  const t = useTranslations("consoleOverview.change");
  const writing = useWriting();
  if (by === null) return <span className="text-ink-3">{t("nothing")}</span>;
  const size = Math.abs(by);
  // Past a tenth nobody reads the decimals, of points everybody does.
  const n = formatPercent(size < 0.1 || points ? size : Math.trunc(size * 100) / 100, writing);
  if (size < SAME_BELOW) {
    return (
      <span className="text-ink-2">
        <Equal aria-hidden className={SIGN} />
        {t("same")}
      </span>
    );
  }
  const Icon = by > 0 ? ArrowUp : ArrowDown;
  return (
    <span className={by > 0 ? "font-[550] text-ok" : "font-[550] text-danger"}>
      <Icon aria-hidden className={SIGN} />
      {t(by > 0 ? (points ? "morePoints" : "more") : points ? "fewerPoints" : "fewer", { n })}
    </span>
  );
}
