import { CircleCheck, CircleX, type LucideIcon, Pause, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { EndpointStatus as Status } from "@/lib/webhooks/state";

const LOOKS: Record<Status | "deleted", { tone: BadgeTone; icon: LucideIcon }> = {
  enabled: { tone: "ok", icon: CircleCheck },
  paused: { tone: "warn", icon: Pause },
  disabled: { tone: "danger", icon: CircleX },
  deleted: { tone: "neutral", icon: Trash2 },
};

/** An endpoint's state as icon, word and colour. */
export function EndpointStatus({ status, deleted }: { status: Status; deleted: boolean }) {
  const t = useTranslations("consoleWebhooks.endpointStatus");
  const shown = deleted ? "deleted" : status;
  const { tone, icon: Icon } = LOOKS[shown];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {t(shown)}
    </Badge>
  );
}
