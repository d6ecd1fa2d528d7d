import { useTranslations } from "next-intl";
import { Ago } from "@/components/format/ago";
import { Digits } from "@/components/format/digits";
import { useWriting } from "@/components/format/use-writing";
import { localDigits } from "@/lib/i18n/digits";
import type { DeliveryLine } from "@/lib/webhooks/serialize";
import { deliveryStory } from "./delivery-story";

/** What became of a delivery, in one sentence: what its site did, how often it was tried, what comes next. */
export function PlainSentence({ line, nowMs }: { line: DeliveryLine; nowMs: number }) {
  const t = useTranslations("consoleWebhooks");
  const writing = useWriting();
  const { failure, status, tries, next, at } = deliveryStory(line, nowMs);
  const code = () => <Digits>{String(status)}</Digits>;
  const cause = failure
    ? status === null
      ? t(`plain.cause.${failure}`)
      : t.rich("plain.answered", { code, word: t(`failureWord.${failure}`) })
    : line.status === "delivered" && status !== null && t.rich("plain.arrived", { code });
  const parts = [
    cause,
    tries > 0 &&
      (failure !== null || tries > 1) &&
      (tries === 1
        ? t("plain.triedOnce")
        : t("plain.tries", { n: localDigits(String(tries), writing) })),
    next && t.rich(`plain.next.${next}`, { ago: () => at && <Ago at={at} nowMs={nowMs} /> }),
  ].filter(Boolean);
  return parts.map((part, index) => (
    <span key={index}>
      {index > 0 && t("plain.then")}
      {part}
      {index === parts.length - 1 && t("plain.end")}
    </span>
  ));
}
