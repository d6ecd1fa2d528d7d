import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import type { RefundLine } from "@/lib/refunds/list-refunds";

/** Who asked for a refund: a colleague by name, an outside administrator by their token's subject, the site. */
export function Requester({ line: { refund, operatorName } }: { line: RefundLine }) {
  const t = useTranslations("consoleRefunds");
  if (refund.requestedByType === "app") return t("bySite");
  // Cut at its own end, whichever side of the line that is.
  if (operatorName) return <bdi className="block truncate">{operatorName}</bdi>;
  return (
    <span className="block truncate">
      {t.rich("byOutside", { id: () => <Code>{refund.requestedById}</Code> })}
    </span>
  );
}
