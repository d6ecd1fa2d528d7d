import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { Timeline, TimelineItem } from "@/components/timeline/timeline";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/section";
import { formatTime } from "@/lib/time/format-time";
import type { TimelineEntry } from "@/lib/transactions/timeline/entry";
import { failureKind } from "../../webhooks/failure-kind";
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
            // By the first of them, so that a line that grows while it is open stays open.
            key={entry.repeats.at(-1)?.id ?? entry.id}
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
function EntryBadge({ entry: { kind, tone, facts } }: { entry: TimelineEntry }) {
  const t = useTranslations("consoleWebhooks.failureWord");
  const { delivery, failureCode } = facts;
  if (kind === "webhook_unanswered" && delivery) {
    return <Badge tone={tone}>{t(failureKind(delivery.error, null) ?? "other")}</Badge>;
  }
  const status = kind.startsWith("webhook_") ? delivery?.httpStatus : null;
  const code = status == null ? failureCode : `HTTP ${status}`;
  if (!code) return null;
  return (
    <Badge tone={tone}>
      <Code>{code}</Code>
    </Badge>
  );
}
