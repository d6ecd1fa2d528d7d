import { useTranslations } from "next-intl";
import { useWriting } from "@/components/format/use-writing";
import { formatCount } from "@/lib/i18n/format-number";

const UNITS = [
  ["days", 86_400],
  ["hours", 3_600],
  ["minutes", 60],
  ["seconds", 1],
] as const;

/** How long something has waited, in its largest fitting unit. */
export function Wait({ seconds }: { seconds: number }) {
  const t = useTranslations("consoleWebhooks.wait");
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? (["seconds", 1] as const);
  return t(unit, { n: formatCount(Math.floor(seconds / size), useWriting()) });
}
