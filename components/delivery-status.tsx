import {
  Ban,
  CircleCheck,
  CircleX,
  Clock,
  type LucideIcon,
  Pause,
  RefreshCw,
  Send,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { DeliveryStatus as Status } from "@/lib/webhooks/state";
import { Badge, type BadgeTone } from "./ui/badge";

const LOOKS: Record<Status | "retrying", { tone: BadgeTone; icon: LucideIcon }> = {
  pending: { tone: "info", icon: Clock },
  retrying: { tone: "warn", icon: RefreshCw },
  sending: { tone: "info", icon: Send },
  delivered: { tone: "ok", icon: CircleCheck },
  dead: { tone: "danger", icon: CircleX },
  held: { tone: "neutral", icon: Pause },
  canceled: { tone: "neutral", icon: Ban },
};

/** A webhook delivery's state as icon, word and colour. One that waits after a failure says so. */
export function DeliveryStatus({ status, attempt }: { status: Status; attempt: number }) {
  const t = useTranslations("consoleWebhooks.status");
  const shown = status === "pending" && attempt > 0 ? "retrying" : status;
  const { tone, icon: Icon } = LOOKS[shown];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {t(shown)}
    </Badge>
  );
}
