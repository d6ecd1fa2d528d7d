import { CircleHelp, CircleX, Clock, type LucideIcon, Undo2, UserCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Approval, RefundStatus as Status } from "@/lib/refunds/state";
import { Badge, type BadgeTone } from "./ui/badge";

type Shown = Status | "waiting";

const LOOKS: Record<Shown, { tone: BadgeTone; icon: LucideIcon; className?: string }> = {
  pending: { tone: "warn", icon: Clock },
  waiting: { tone: "warn", icon: UserCheck },
  succeeded: { tone: "refund", icon: Undo2, className: "rtl:-scale-x-100" },
  failed: { tone: "danger", icon: CircleX },
  unknown: { tone: "info", icon: CircleHelp },
};

/** A refund's state as icon, word and colour; dashed while the outcome is unknown. */
export function RefundStatus({ refund }: { refund: { status: Status; approval: Approval } }) {
  const t = useTranslations("refundStatus");
  const waits = refund.status === "pending" && refund.approval === "waiting";
  const status: Shown = waits ? "waiting" : refund.status;
  const { tone, icon: Icon, className } = LOOKS[status];
  return (
    <Badge tone={tone} dashed={status === "unknown"}>
      <Icon aria-hidden className={className} />
      {t(status)}
    </Badge>
  );
}
