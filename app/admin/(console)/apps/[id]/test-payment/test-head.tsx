import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";
import type { App } from "@/lib/apps/find-app";

/** The head of the pages about an app's test payments. */
export function TestHead({
  app,
  title,
  lead,
  actions,
}: {
  app: App;
  title?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
}) {
  const t = useTranslations("consoleTestPayment");
  const apps = useTranslations("consoleApps");
  return (
    <PageHeader
      crumbs={[
        { href: "/admin/apps", text: apps("title") },
        { href: `/admin/apps/${app.id}` as Route, text: <bdi>{app.name}</bdi> },
      ]}
      title={title ?? t("title")}
      lead={lead}
      actions={actions}
    />
  );
}
