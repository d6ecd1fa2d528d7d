import clsx from "clsx";
import { formatRial, formatToman, type MoneyText } from "@/lib/money/format-money";
import { useWriting } from "./use-writing";

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
  const writing = useWriting();
  return (
    <span className={clsx("whitespace-nowrap", className)}>
      <Amount {...formatToman(rials, writing)} />
      {!compact && (
        <span className="text-[0.85em] text-ink-3">
          {" · "}
          <Amount {...formatRial(rials, writing)} />
        </span>
      )}
    </span>
  );
}

/** The same in Rial alone, for where Toman stands apart. */
export function Rials({ rials, className }: { rials: bigint; className?: string }) {
  return (
    <span className={clsx("whitespace-nowrap", className)}>
      <Amount {...formatRial(rials, useWriting())} />
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
