"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** When a page of the console throws; the rest of the console keeps working. */
export default function ConsoleError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations("failure");
  return (
    <div role="alert">
      <EmptyState
        icon={CircleAlert}
        title={<h1>{t("title")}</h1>}
        action={
          <Button tone="primary" onClick={reset}>
            {t("retry")}
          </Button>
        }
      >
        {t("text")}{" "}
        {error.digest && (
          <>
            {t("reference")} <Code>{error.digest}</Code>
          </>
        )}
      </EmptyState>
    </div>
  );
}
