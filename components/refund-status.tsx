import { CircleHelp, CircleX, Clock, type LucideIcon, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RefundStatus as Status } from "@/lib/refunds/state";
import { Badge, type BadgeTone } from "./ui/badge";

const LOOKS: Record<Status, { tone: BadgeTone; icon: LucideIcon; className?: string }> = {
  pending: { tone: "warn", icon: Clock },
  succeeded: { tone: "refund", icon: Undo2, className: "rtl:-scale-x-100" },
  failed: { tone: "danger", icon: CircleX },
  unknown: { tone: "info", icon: CircleHelp },
};

/** A refund's state as icon, word and colour; dashed while the outcome is unknown. */
export function RefundStatus({ status }: { status: Status }) {
  const t = useTranslations("refundStatus");
  const { tone, icon: Icon, className } = LOOKS[status];
  return (
    <Badge tone={tone} dashed={status === "unknown"}>
      <Icon aria-hidden className={className} />
      {t(status)}
    </Badge>
  );
}
