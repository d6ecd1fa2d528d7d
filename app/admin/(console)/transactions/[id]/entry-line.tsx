import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { Duration } from "@/components/format/duration";
import { Money } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { useWriting } from "@/components/format/use-writing";
import { Parts } from "@/components/timeline/parts";
import { localDigits } from "@/lib/i18n/digits";
import { formatSpan } from "@/lib/time/format-span";
import type { TimelineEntry } from "@/lib/transactions/timeline/entry";
import { EntryActor } from "./entry-actor";
import { ProviderAnswer } from "./provider-answer";

/** The provider's deed, told by the title; who asked is told by the line before. */
const ACTOR_TOLD = new Set(["opened", "lost"]);
/** Less is the same moment. */
const WORTH_SAYING_MS = 1000;

/** An entry's one line: what was said, what is told of it, when, and how long it took. */
export function EntryLine({ entry, sameDay }: { entry: TimelineEntry; sameDay: boolean }) {
  const t = useTranslations("consoleTransaction");
  const writing = useWriting();
  const { facts, answers, actor, at, kind, durationMs, sinceMs, repeats } = entry;
  const { delivery } = facts;
  const why = `why.${facts.why}` as "why.timeout";
  const method = `refund.method.${facts.method}` as "refund.method.refund";
  const exception = `exception.${facts.exception}` as "exception.paid_twice";
  const count = localDigits(String(repeats.length + 1), writing);
  const first = repeats.at(-1);
  const words = [
    facts.exception && (t.has(exception) ? t(exception) : <Code>{facts.exception}</Code>),
    facts.why && t.has(why) && t(why),
    facts.name && <Code>{facts.name}</Code>,
    facts.hint && <Code>{`Status=${facts.hint === "ok" ? "OK" : "NOK"}`}</Code>,
    facts.amountRials !== undefined && <Money rials={facts.amountRials} compact />,
    kind === "refund_requested" && t.has(method) && t(method),
    facts.reason && <bdi>{facts.reason}</bdi>,
    facts.note && <bdi>{facts.note}</bdi>,
    facts.refId && t.rich("line.ref", { id: () => <Code>{facts.refId ?? ""}</Code> }),
    facts.authority && <Code className="break-all">{facts.authority}</Code>,
    facts.late && t("line.late"),
    ...(kind === "opened" ? [] : answers.map((one, i) => <ProviderAnswer key={i} answer={one} />)),
    delivery && <Code>{delivery.type}</Code>,
    delivery && <Code className="break-all">{`POST ${delivery.url}`}</Code>,
    delivery &&
      t("line.tries", {
        n: localDigits(String(delivery.attempt), writing),
        max: localDigits(String(delivery.attemptsMax), writing),
      }),
    delivery?.byHand && t("line.byHand"),
    actor && actor.type !== "shopper" && !ACTOR_TOLD.has(kind) && <EntryActor actor={actor} />,
    first && t.rich("line.times", { n: count, time: () => <Time at={first.at} style="clock" /> }),
    <span key="at" className="whitespace-nowrap">
      <Time at={at} style={sameDay ? "clock" : "stamp"} />
      {sinceMs !== null && sinceMs >= WORTH_SAYING_MS && (
        <bdi className="text-ink-3">
          {" "}
          ({t("line.since", { span: formatSpan(sinceMs, writing) })})
        </bdi>
      )}
    </span>,
    durationMs !== null && <Duration ms={durationMs} />,
  ];
  return <Parts>{words}</Parts>;
}
