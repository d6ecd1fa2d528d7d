import clsx from "clsx";
import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { failureKind } from "./failure-kind";

/** What a receiver answered, in a word: its HTTP status, or why there was none. */
export function Answer({ status, error }: { status: number | null; error: string | null }) {
  const t = useTranslations("consoleWebhooks.failureWord");
  const kind = failureKind(error, status);
  if (status === null && kind === null) return <span className="text-ink-3">—</span>;
  const look = kind ? "text-danger" : "text-ok";
  if (status === null) return <span className={look}>{t(kind ?? "other")}</span>;
  return (
    <span title={kind ? t(kind) : undefined}>
      <Code className={clsx(look, "font-[550]")}>{String(status)}</Code>
    </span>
  );
}
