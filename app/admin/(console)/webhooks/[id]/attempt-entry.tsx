import { Check, ChevronDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { Digits } from "@/components/format/digits";
import { Duration } from "@/components/format/duration";
import { Time } from "@/components/format/time";
import { Badge } from "@/components/ui/badge";
import type { DeliveryDetail } from "@/lib/webhooks/serialize";
import { failureKind } from "../failure-kind";
import { AttemptExchange } from "./attempt-exchange";
import { TimelineItem } from "./timeline-item";
import { TimingBar } from "./timing-bar";

/** One attempt: how it went at a glance, and opened all that is known of it. */
export function AttemptEntry({
  attempt,
  body,
  newest,
  last,
}: {
  attempt: DeliveryDetail["attempts"][number];
  body: string;
  newest: boolean;
  last: boolean;
}) {
  const t = useTranslations("consoleWebhooks");
  const { errorClass, status, durationMs, nextAttemptAt, trigger } = attempt;
  const kind = failureKind(errorClass, status);
  return (
    <TimelineItem icon={kind ? X : Check} tone={kind ? "danger" : "ok"} last={last}>
      <details className="group" open={newest}>
        <summary className="-mx-2 -my-1 flex cursor-pointer list-none items-start gap-2 rounded-control px-2 py-1 hover:bg-sunken [&::-webkit-details-marker]:hidden">
          <span className="min-w-0 grow">
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="font-[550]">
                {t.rich("attemptNumber", { n: () => <Digits>{attempt.attempt}</Digits> })}
              </span>
              <span className={kind ? "text-danger" : "text-ok"}>
                {kind ? t(`failureWord.${kind}`) : t("status.delivered")}
              </span>
              {status !== null && (
                <Badge tone={kind ? "danger" : "ok"}>
                  <Code>{`HTTP ${status}`}</Code>
                </Badge>
              )}
              {trigger !== "auto" && <Badge>{t(`trigger.${trigger}`)}</Badge>}
            </span>
            <span className="mt-0.5 flex flex-wrap gap-x-2 text-ink-2 text-meta">
              <span>
                <Time at={attempt.at} style="short" /> <Time at={attempt.at} style="clock" />
              </span>
              {durationMs !== null && <Duration ms={durationMs} />}
              {errorClass && status === null && <Code>{errorClass}</Code>}
            </span>
          </span>
          <ChevronDown
            aria-hidden
            className="mt-1 size-4 shrink-0 text-ink-3 transition-transform duration-100 group-open:rotate-180"
          />
        </summary>
        <div className="mt-3 flex flex-col gap-3">
          <TimingBar attempt={attempt} />
          {kind && !newest && <p className="text-ink-2">{t(`failureHint.${kind}`)}</p>}
          {nextAttemptAt && (
            <p className="text-ink-2 text-meta">
              {t.rich("nextPlanned", {
                time: () => (
                  <>
                    <Time at={nextAttemptAt} style="short" />{" "}
                    <Time at={nextAttemptAt} style="clock" />
                  </>
                ),
              })}
            </p>
          )}
          <AttemptExchange attempt={attempt} body={body} />
        </div>
      </details>
    </TimelineItem>
  );
}
