import { Clock, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { Ago } from "@/components/format/ago";
import type { DeliveryDetail } from "@/lib/webhooks/serialize";
import { deliveryStory } from "../delivery-story";
import { AttemptEntry } from "./attempt-entry";
import { TimelineItem } from "./timeline-item";

/** Every attempt, the newest first, and above them the one that is planned. */
export function AttemptsTimeline({ delivery, nowMs }: { delivery: DeliveryDetail; nowMs: number }) {
  const t = useTranslations("consoleWebhooks");
  const { attempts, body } = delivery;
  const { next, at } = deliveryStory(delivery, nowMs);
  const ahead = next === "planned" || next === "resting" || next === "due" || next === "sending";
  if (attempts.length === 0 && !ahead) return <p className="text-ink-2">{t("noAttempts")}</p>;
  return (
    <ol className="flex flex-col">
      {ahead && (
        <TimelineItem
          icon={next === "sending" ? Send : Clock}
          tone="info"
          last={attempts.length === 0}
        >
          <p className="font-[550]">
            {at ? (
              <>
                {t("nextAttempt")}: <Ago at={at} nowMs={nowMs} />
              </>
            ) : (
              t(next === "sending" ? "sendingNow" : "dueNow")
            )}
          </p>
          {next === "resting" && <p className="text-ink-2 text-meta">{t("restingText")}</p>}
        </TimelineItem>
      )}
      {attempts.toReversed().map((attempt, index) => (
        <AttemptEntry
          key={String(attempt.id)}
          {...{ attempt, body }}
          newest={index === 0}
          last={index === attempts.length - 1}
        />
      ))}
    </ol>
  );
}
