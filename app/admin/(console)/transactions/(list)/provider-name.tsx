import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";

/** What people call a provider; a new one's own name until somebody has written it down. */
export function ProviderName({ children }: { children: string }) {
  const t = useTranslations("consoleTransactions.provider");
  return t.has(children as "zarinpal") ? t(children as "zarinpal") : <Code>{children}</Code>;
}
