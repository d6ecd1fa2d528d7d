import { CircleCheck, CircleX, type LucideIcon, Pause, Trash2, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { DisabledReason, EndpointStatus as Status } from "@/lib/webhooks/state";

const LOOKS: Record<Status | "deleted" | "failing", { tone: BadgeTone; icon: LucideIcon }> = {
  failing: { tone: "warn", icon: TriangleAlert },
  enabled: { tone: "ok", icon: CircleCheck },
  paused: { tone: "warn", icon: Pause },
  disabled: { tone: "danger", icon: CircleX },
  deleted: { tone: "neutral", icon: Trash2 },
};

/** An endpoint's state as icon, word and colour. */
export function EndpointStatus({
  status,
  deleted,
  failing = false,
  why,
}: {
  status: Status;
  deleted: boolean;
  /** Its last try failed. */
  failing?: boolean;
  /** Why it was disabled: said in a tooltip. */
  why?: DisabledReason | null;
}) {
  const t = useTranslations("consoleWebhooks");
  const shown = deleted ? "deleted" : status === "enabled" && failing ? "failing" : status;
  const { tone, icon: Icon } = LOOKS[shown];
  const badge = (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {t(`endpointStatus.${shown}`)}
    </Badge>
  );
  if (!why) return badge;
  return (
    // Above a row's link, or the pointer would not reach it.
    <span title={t(`disabledReason.${why}`)} className="relative z-10">
      {badge}
    </span>
  );
}
