import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import type { ConsoleRow } from "@/lib/transactions/console/row";

/** Why it was not paid, in few words, and the provider's own code for it. */
export function FailureText({ code, reason }: NonNullable<ConsoleRow["failure"]>) {
  const t = useTranslations("consoleTransactions.failure");
  return (
    <span className="text-ink-2">
      {t.has(reason as "expired") ? t(reason as "expired") : <Code>{reason}</Code>}
      {code !== null && (
        <>
          {" "}
          <Code className="text-ink-3">{code}</Code>
        </>
      )}
    </span>
  );
}
