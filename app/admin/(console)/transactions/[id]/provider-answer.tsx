import { useLocale, useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import type { TimelineAnswer } from "@/lib/transactions/timeline/entry";

const GOOD = new Set(["100", "101"]);

/** One call to the provider and what it said: its code, and its words when something is wrong. */
export function ProviderAnswer({ answer }: { answer: TimelineAnswer }) {
  const t = useTranslations("consoleTransactionAct");
  const locale = useLocale();
  const { call, httpStatus, said } = answer;
  const key = `call.${call}` as "call.verify";
  return (
    <span>
      {t.has(key) ? t(key) : <Code>{call}</Code>}
      {": "}
      {said ? (
        <>
          <Code className="text-ink">{said.code}</Code>
          {said.state && ` ${t(`session.${said.state}`)}`}
          {!GOOD.has(said.code) && <bdi> {said[locale].replace(/\.$/, "")}</bdi>}
        </>
      ) : httpStatus === null ? (
        t("answer.nothing")
      ) : (
        <>
          <Code className="text-ink">{`HTTP ${httpStatus}`}</Code> {t("answer.unread")}
        </>
      )}
    </span>
  );
}
