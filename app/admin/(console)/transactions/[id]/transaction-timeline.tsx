import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { Timeline, TimelineItem } from "@/components/timeline/timeline";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/section";
import { formatTime } from "@/lib/time/format-time";
import type { TimelineEntry } from "@/lib/transactions/timeline/entry";
import { EntryFacts } from "./entry-facts";
import { EntryLine } from "./entry-line";
import { ENTRY_ICONS } from "./entry-looks";

/** The transaction's whole history, newest first. Dates are told only where they are not today's alike. */
export function TransactionTimeline({ entries }: { entries: TimelineEntry[] }) {
  const t = useTranslations("consoleTransaction");
  const days = new Set(entries.map(({ at }) => formatTime(at, "en", "short")));
  return (
    <Section title={t("timelineTitle")}>
      {entries.length === 0 && <p className="text-ink-2 text-table">{t("timelineEmpty")}</p>}
      <Timeline label={t("timelineTitle")}>
        {entries.map((entry) => (
          <TimelineItem
            key={entry.id}
            icon={ENTRY_ICONS[entry.kind]}
            tone={entry.tone}
            title={t(`timeline.${entry.kind}`)}
            badge={<EntryBadge entry={entry} />}
            line={<EntryLine entry={entry} sameDay={days.size === 1} />}
          >
            <EntryFacts entry={entry} />
          </TimelineItem>
        ))}
      </Timeline>
    </Section>
  );
}

/** The one code that tells most, where an eye that runs down the titles finds it. */
function EntryBadge({ entry }: { entry: TimelineEntry }) {
  const { facts, tone } = entry;
  const status = facts.delivery?.httpStatus;
  const code = entry.kind.startsWith("webhook_")
    ? status != null && `HTTP ${status}`
    : facts.failureCode;
  if (!code) return null;
  return (
    <Badge tone={tone}>
      <Code>{code}</Code>
    </Badge>
  );
}
