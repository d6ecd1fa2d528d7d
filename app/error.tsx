"use client";

import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { Button } from "@/components/ui/button";

/** What a visitor sees when a page throws. The digest finds the line in the log; the cause stays there. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations("failure");
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-3 p-6 text-center">
      <h1 className="font-bold text-2xl">{t("title")}</h1>
      <p className="text-ink-2">{t("text")}</p>
      {error.digest && (
        <p className="text-ink-3 text-meta">
          {t("reference")} <Code>{error.digest}</Code>
        </p>
      )}
      <Button tone="primary" size="lg" onClick={reset} className="mt-4">
        {t("retry")}
      </Button>
    </main>
  );
}
