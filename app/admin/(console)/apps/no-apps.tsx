import { AppWindow, Archive, BookOpen } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Where no app is: why, and what to do. */
export function NoApps({
  kind,
  mayWrite,
}: {
  kind: "never" | "inUse" | "archived";
  mayWrite: boolean;
}) {
  const t = useTranslations("consoleApps");
  if (kind === "archived") {
    return (
      <EmptyState icon={Archive} title={t("noneArchivedTitle")}>
        {t("noneArchivedText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={AppWindow}
      title={t(kind === "never" ? "emptyTitle" : "noneInUseTitle")}
      action={
        <>
          {mayWrite && (
            <Link href="/admin/apps/new" className={buttonClass({ tone: "primary" })}>
              {t("create")}
            </Link>
          )}
          <Link href="/docs" className={buttonClass()}>
            <BookOpen aria-hidden />
            {t("emptyDocs")}
          </Link>
        </>
      }
    >
      {t(kind === "never" ? "emptyText" : "noneInUseText")} {!mayWrite && t("emptyViewer")}
    </EmptyState>
  );
}
