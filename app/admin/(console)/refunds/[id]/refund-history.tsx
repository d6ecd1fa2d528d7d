import { useTranslations } from "next-intl";
import { Timeline, TimelineItem } from "@/components/timeline/timeline";
import { Section } from "@/components/ui/section";
import type { RefundDetail } from "@/lib/refunds/get-refund";
import { formatTime } from "@/lib/time/format-time";
import { buildTimeline } from "@/lib/transactions/timeline/build-timeline";
import { EntryFacts } from "../../transactions/[id]/entry-facts";
import { EntryLine } from "../../transactions/[id]/entry-line";
import { ENTRY_ICONS } from "../../transactions/[id]/entry-looks";

/** What happened to a refund, newest first, as the transaction's own history tells it. */
export function RefundHistory({ detail }: { detail: RefundDetail }) {
  const t = useTranslations("consoleRefunds");
  const names = useTranslations("consoleTransaction.timeline");
  const { refund, operatorName, keyName, approverName } = detail;
  const who: [string | null, string | null][] = [
    [refund.requestedById, operatorName ?? keyName],
    [refund.approvalBy, approverName],
  ];
  const entries = buildTimeline({
    events: detail.events,
    providers: new Map([[refund.attemptId, refund.provider]]),
    deliveries: [],
    webhookAttempts: [],
    audit: [],
    names: new Map(
      who.filter((one): one is [string, string] => one[0] !== null && one[1] !== null),
    ),
  });
  const days = new Set(entries.map(({ at }) => formatTime(at, "en", "short")));
  return (
    <Section title={t("historyTitle")}>
      <Timeline label={t("historyTitle")}>
        {entries.map((entry) => (
          <TimelineItem
            key={entry.id}
            icon={ENTRY_ICONS[entry.kind]}
            tone={entry.tone}
            title={names(entry.kind)}
            line={<EntryLine entry={entry} sameDay={days.size === 1} />}
          >
            <EntryFacts entry={entry} />
          </TimelineItem>
        ))}
      </Timeline>
    </Section>
  );
}
