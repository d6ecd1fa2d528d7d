import clsx from "clsx";
import { Check, Clock, type LucideIcon, Send, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Ago } from "@/components/format/ago";
import { Code } from "@/components/format/code";
import { Digits } from "@/components/format/digits";
import { Duration } from "@/components/format/duration";
import { Time } from "@/components/format/time";
import { Badge } from "@/components/ui/badge";
import type { DeliveryDetail } from "@/lib/webhooks/serialize";
import { Disclosure } from "../disclosure";
import { failureKind } from "../failure-kind";
import { ResponseBody } from "../response-body";

/** Every attempt, the newest first, and above them the one that is planned. */
export function AttemptsTimeline({ delivery, nowMs }: { delivery: DeliveryDetail; nowMs: number }) {
  const t = useTranslations("consoleWebhooks");
  const { attempts, status } = delivery;
  const due = delivery.nextAttemptAt.getTime() <= nowMs;
  const ahead = status === "pending" || status === "sending";
  if (attempts.length === 0 && !ahead) return <p className="text-ink-2">{t("noAttempts")}</p>;
  return (
    <ol className="flex flex-col">
      {ahead && (
        <Item icon={status === "sending" ? Send : Clock} tone="info" last={attempts.length === 0}>
          <p className="font-[550]">
            {status === "sending" || due ? (
              t(status === "sending" ? "sendingNow" : "dueNow")
            ) : (
              <>
                {t("nextAttempt")}: <Ago at={delivery.nextAttemptAt} nowMs={nowMs} />
              </>
            )}
          </p>
        </Item>
      )}
      {attempts.toReversed().map((attempt, index) => (
        <Attempt
          key={String(attempt.id)}
          attempt={attempt}
          newest={index === 0}
          last={index === attempts.length - 1}
        />
      ))}
    </ol>
  );
}

function Attempt({
  attempt,
  newest,
  last,
}: {
  attempt: DeliveryDetail["attempts"][number];
  newest: boolean;
  last: boolean;
}) {
  const t = useTranslations("consoleWebhooks");
  const { errorClass, status, durationMs, responseBody } = attempt;
  const kind = failureKind(errorClass, status);
  return (
    <Item icon={kind ? X : Check} tone={kind ? "danger" : "ok"} last={last}>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
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
        {attempt.trigger === "manual" && <Badge>{t("byHand")}</Badge>}
      </p>
      <p className="mt-0.5 flex flex-wrap gap-x-2 text-ink-2 text-meta">
        <span>
          <Time at={attempt.at} style="short" /> <Time at={attempt.at} style="clock" />
        </span>
        {durationMs !== null && <Duration ms={durationMs} />}
        {errorClass && status === null && <Code>{errorClass}</Code>}
      </p>
      {responseBody !== null && (
        <div className="mt-1.5">
          <Disclosure summary={t("responseBody")} open={newest}>
            <ResponseBody>{responseBody}</ResponseBody>
          </Disclosure>
        </div>
      )}
    </Item>
  );
}

const TONES = {
  ok: "bg-ok-soft text-ok",
  danger: "bg-danger-soft text-danger",
  info: "bg-info-soft text-info",
} as const;

/** A point on the line, with what happened beside it. */
function Item({
  icon: Icon,
  tone,
  last,
  children,
}: {
  icon: LucideIcon;
  tone: keyof typeof TONES;
  last: boolean;
  children: ReactNode;
}) {
  return (
    <li className="relative flex gap-3 pb-5 last:pb-0">
      {!last && <span aria-hidden className="absolute start-2.5 top-6 bottom-0 w-px bg-line" />}
      <span
        className={clsx("mt-0.5 grid size-5 shrink-0 place-items-center rounded-full", TONES[tone])}
      >
        <Icon aria-hidden className="size-3" />
      </span>
      <div className="min-w-0 grow text-table">{children}</div>
    </li>
  );
}
