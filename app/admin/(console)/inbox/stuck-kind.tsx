import {
  BellRing,
  CircleHelp,
  KeyRound,
  type LucideIcon,
  Radio,
  Scale,
  Undo2,
  Webhook,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { StuckKind } from "@/lib/inbox/state";

const LOOKS: Record<StuckKind, { icon: LucideIcon; tone: BadgeTone }> = {
  exception: { icon: Scale, tone: "danger" },
  alert: { icon: BellRing, tone: "danger" },
  verifying: { icon: CircleHelp, tone: "info" },
  refund: { icon: Undo2, tone: "refund" },
  endpoint: { icon: Radio, tone: "warn" },
  delivery: { icon: Webhook, tone: "warn" },
  key: { icon: KeyRound, tone: "neutral" },
};

/** The kind of thing as icon, word and colour. */
export function StuckKindBadge({ kind }: { kind: StuckKind }) {
  const t = useTranslations("consoleInbox.kind");
  const { icon: Icon, tone } = LOOKS[kind];
  return (
    <Badge tone={tone} dashed={kind === "verifying"}>
      <Icon aria-hidden />
      {t(kind)}
    </Badge>
  );
}
