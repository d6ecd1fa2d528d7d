import { Archive, CircleCheck, CirclePause, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge, type BadgeTone } from "@/components/ui/badge";

type Marks = { suspendedAt: Date | null; archivedAt: Date | null };

const LOOKS = {
  active: { tone: "ok", icon: CircleCheck },
  suspended: { tone: "warn", icon: CirclePause },
  archived: { tone: "neutral", icon: Archive },
} as const satisfies Record<string, { tone: BadgeTone; icon: LucideIcon }>;

/** What an app may do now. */
export function stateOf({ suspendedAt, archivedAt }: Marks): keyof typeof LOOKS {
  if (archivedAt) return "archived";
  return suspendedAt ? "suspended" : "active";
}

/** The same as icon, word and colour. */
export function AppState({ app }: { app: Marks }) {
  const t = useTranslations("consoleApps.state");
  const state = stateOf(app);
  const { tone, icon: Icon } = LOOKS[state];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {t(state)}
    </Badge>
  );
}
