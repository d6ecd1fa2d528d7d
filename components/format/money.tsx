import clsx from "clsx";
import { useLocale } from "next-intl";
import { formatRial, formatToman, type MoneyText } from "@/lib/money/format-money";

/** An amount for people: Toman, and the same in Rial beside it unless `compact`. */
export function Money({
  rials,
  compact = false,
  className,
}: {
  rials: bigint;
  compact?: boolean;
  className?: string;
}) {
  const locale = useLocale();
  return (
    <span className={clsx("whitespace-nowrap", className)}>
      <Amount {...formatToman(rials, locale)} />
      {!compact && (
        <span className="text-[0.85em] text-ink-3">
          {" · "}
          <Amount {...formatRial(rials, locale)} />
        </span>
      )}
    </span>
  );
}

function Amount({ value, unit }: MoneyText) {
  return (
    <bdi>
      {value} <span className="font-normal text-[0.85em] text-ink-3">{unit}</span>
    </bdi>
  );
}
