import { useTranslations } from "next-intl";
import { InlineCode } from "@/components/format/code";
import { CopyableId } from "@/components/format/copyable-id";
import { Section } from "@/components/ui/section";
import { env } from "@/lib/env";

/** What a merchant registers at ZarinPal before real money comes. */
export function CallbackHint() {
  const t = useTranslations("consoleFirstRun");
  const { PUBLIC_URL: base } = env();
  return (
    <Section title={t("callbackTitle")} className="mt-10 max-w-3xl">
      <p className="text-ink-2 text-table">
        {t.rich("callbackText", {
          domain: () => <InlineCode>{new URL(base).hostname}</InlineCode>,
        })}
      </p>
      <p className="mt-2 text-table">
        <CopyableId what={t("callback")}>{`${base}/callback/zarinpal`}</CopyableId>
      </p>
    </Section>
  );
}
