import { CircleCheck, CircleX, type LucideIcon, Pause, Trash2, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { EndpointStatus as Status } from "@/lib/webhooks/state";

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
}: {
  status: Status;
  deleted: boolean;
  /** Its last try failed. */
  failing?: boolean;
}) {
  const t = useTranslations("consoleWebhooks.endpointStatus");
  const shown = deleted ? "deleted" : status === "enabled" && failing ? "failing" : status;
  const { tone, icon: Icon } = LOOKS[shown];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {t(shown)}
    </Badge>
  );
}
