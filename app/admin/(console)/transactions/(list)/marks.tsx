import clsx from "clsx";
import { BellRing, Hourglass, type LucideIcon, TriangleAlert, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { TransactionStatus } from "@/components/transaction-status";
import { Badge } from "@/components/ui/badge";
import type { ConsoleRow } from "@/lib/transactions/console/row";

/** A row's state, and beside it what else an operator should know of it at a glance. */
export function StatusMarks({ row }: { row: ConsoleRow }) {
  const t = useTranslations("consoleTransactions.mark");
  const allBack = row.refundedRials > 0n && row.refundedRials === row.amountRials;
  return (
    <span className="inline-flex items-center gap-1">
      {allBack ? (
        <Badge tone="refund">
          <Undo2 aria-hidden />
          {t("refunded")}
        </Badge>
      ) : (
        <TransactionStatus status={row.status} />
      )}
      {row.refundedRials > 0n && !allBack && (
        <Mark icon={Undo2} look="bg-refund-soft text-refund" text={t("partlyRefunded")} />
      )}
      {row.exception !== null && (
        <Mark icon={TriangleAlert} look="bg-danger-soft text-danger" text={t("attention")} />
      )}
      {row.late && <Mark icon={Hourglass} look="bg-info-soft text-info" text={t("late")} />}
      {row.undelivered && (
        <Mark icon={BellRing} look="bg-warn-soft text-warn" text={t("undelivered")} />
      )}
    </span>
  );
}

function Mark({ icon: Icon, look, text }: { icon: LucideIcon; look: string; text: string }) {
  return (
    <span
      title={text}
      // Above the link that covers the row, or the title would never show.
      className={clsx("relative inline-grid size-5.5 place-items-center rounded-control", look)}
    >
      <Icon aria-hidden className="size-3" />
      <span className="sr-only">{text}</span>
    </span>
  );
}
