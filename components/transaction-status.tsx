import {
  Ban,
  CircleCheck,
  CircleHelp,
  CircleX,
  Clock,
  FileText,
  Hourglass,
  type LucideIcon,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { TransactionStatus as Status } from "@/lib/transactions/state";
import { Badge, type BadgeTone } from "./ui/badge";

const LOOKS: Record<Status, { tone: BadgeTone; icon: LucideIcon }> = {
  created: { tone: "neutral", icon: FileText },
  open: { tone: "warn", icon: Clock },
  verifying: { tone: "info", icon: CircleHelp },
  paid: { tone: "ok", icon: CircleCheck },
  failed: { tone: "danger", icon: CircleX },
  canceled: { tone: "neutral", icon: Ban },
  expired: { tone: "neutral", icon: Hourglass },
};

/** A transaction's state as icon, word and colour; dashed while the outcome is unknown. */
export function TransactionStatus({ status }: { status: Status }) {
  const t = useTranslations("status");
  const { tone, icon: Icon } = LOOKS[status];
  return (
    <Badge tone={tone} dashed={status === "verifying"}>
      <Icon aria-hidden />
      {t(status)}
    </Badge>
  );
}
