import { SearchX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** For an id that names nothing here, or something of another tenant. */
export default async function ConsoleNotFound() {
  const t = await getTranslations("console");
  return (
    <EmptyState
      icon={SearchX}
      title={<h1>{t("notFoundTitle")}</h1>}
      action={
        <Link href={"/admin" as Route} className={buttonClass({ tone: "primary" })}>
          {t("place.overview")}
        </Link>
      }
    >
      {t("notFoundText")}
    </EmptyState>
  );
}
