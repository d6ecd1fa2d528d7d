import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Code } from "@/components/format/code";
import { Alert } from "@/components/ui/alert";
import { Monogram } from "@/components/ui/monogram";
import { PageHeader } from "@/components/ui/page-header";
import { TabsNav } from "@/components/ui/tabs-nav";
import type { App } from "@/lib/apps/find-app";
import { AppState } from "../app-state";

/** The head of every page about one app: which, in what state, and its parts. */
export function AppHead({
  app,
  here,
  actions,
}: {
  app: App;
  here: "overview" | "keys" | "settings";
  actions?: ReactNode;
}) {
  const t = useTranslations("consoleApps");
  const base = `/admin/apps/${app.id}`;
  return (
    <>
      <PageHeader
        crumbs={[{ href: "/admin/apps", text: t("title") }]}
        title={
          <span className="flex flex-wrap items-center gap-3">
            <Monogram id={app.id} name={app.name} />
            <bdi>{app.name}</bdi>
            <AppState app={app} />
          </span>
        }
        lead={<Code>{app.slug}</Code>}
        actions={actions}
      />
      <div className="mb-6">
        <TabsNav
          label={t("tabs")}
          tabs={[
            { href: base as Route, text: t("tab.overview"), current: here === "overview" },
            { href: `${base}/keys` as Route, text: t("tab.keys"), current: here === "keys" },
            {
              href: `${base}/settings` as Route,
              text: t("tab.settings"),
              current: here === "settings",
            },
            {
              href: `/admin/webhooks/endpoints?app=${app.id}` as Route,
              text: t("tab.webhooks"),
              current: false,
            },
          ]}
        />
      </div>
      {(app.archivedAt || app.suspendedAt) && (
        <div className="mb-6">
          <Alert tone={app.archivedAt ? "info" : "warn"}>
            {t(app.archivedAt ? "archivedNote" : "suspendedNote")}
          </Alert>
        </div>
      )}
    </>
  );
}
