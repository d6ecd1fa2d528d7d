import { AppWindow } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Forbidden } from "@/components/console/forbidden";
import { Messages } from "@/components/messages";
import { Alert } from "@/components/ui/alert";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { listApps } from "@/lib/apps/list-apps";
import { requireOperator } from "@/lib/gates/operator";
import { readMode } from "@/lib/i18n/read-mode";
import { can } from "@/lib/operators/state";
import { one, type Query } from "../../read-query";
import { NewEndpointForm } from "./new-endpoint-form";

const APPS_MAX = 100;

export async function generateMetadata() {
  const t = await getTranslations("consoleWebhooks");
  return { title: t("newEndpoint") };
}

/** Where an app's site says where it wants to hear. `?app=` names the app. */
export default async function NewEndpointPage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await requireOperator();
  const { role } = ctx.actor;
  const t = await getTranslations("consoleWebhooks");
  const header = (
    <PageHeader
      crumbs={[{ href: "/admin/webhooks/endpoints" as Route, text: t("endpoints") }]}
      title={t("newEndpoint")}
    />
  );
  if (!can(role, "write")) {
    return (
      <>
        {header}
        <Forbidden needs="admin" role={role} />
      </>
    );
  }
  const [mode, query, found] = await Promise.all([
    readMode(),
    searchParams,
    listApps(ctx, { limit: APPS_MAX }),
  ]);
  const apps = found.rows
    .filter(({ app }) => app.archivedAt === null)
    .map(({ app: { id, name } }) => ({ id, name }));
  return (
    <>
      {header}
      {apps.length === 0 ? (
        <EmptyState
          icon={AppWindow}
          title={t("noApps")}
          action={
            <Link href={"/admin/apps/new" as Route} className={buttonClass({ tone: "primary" })}>
              {t("makeApp")}
            </Link>
          }
        >
          {t("noAppsText")}
        </EmptyState>
      ) : (
        <div className="flex max-w-2xl flex-col gap-5">
          <Alert tone={mode === "test" ? "warn" : "info"} title={t(`modeTitle.${mode}`)}>
            {t(`modeText.${mode}`)}
          </Alert>
          <Card className="p-5">
            <Messages of={["consoleWebhooks"]}>
              <NewEndpointForm apps={apps} appId={one(query, "app")} mode={mode} />
            </Messages>
          </Card>
        </div>
      )}
    </>
  );
}
