import { useTranslations } from "next-intl";
import { useWriting } from "@/components/format/use-writing";
import { formatCount, formatPercent } from "@/lib/i18n/format-number";
import { COUNTED_MAX } from "@/lib/webhooks/metrics/measure-endpoints";

/** A share of successes; a dash where nothing was tried. */
export function Ratio({ share }: { share: number | null }) {
  const writing = useWriting();
  return share === null ? "—" : formatPercent(share, writing);
}

/** A count that stopped at its limit says so. */
export function Count({ n, atLeast = n >= COUNTED_MAX }: { n: number; atLeast?: boolean }) {
  const t = useTranslations("consoleWebhooks");
  const text = formatCount(n, useWriting());
  return atLeast ? t("atLeast", { n: text }) : text;
}
