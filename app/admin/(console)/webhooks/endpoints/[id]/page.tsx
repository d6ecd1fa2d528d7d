import type { Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { Messages } from "@/components/messages";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";
import { getApp } from "@/lib/apps/get-app";
import { BrokerError } from "@/lib/errors";
import { type OperatorContext, requireOperator } from "@/lib/gates/operator";
import { readMode } from "@/lib/i18n/read-mode";
import { can } from "@/lib/operators/state";
import { getEndpoint } from "@/lib/webhooks/get-endpoint";
import type { WebhookEndpoint } from "@/lib/webhooks/serialize";
import { EndpointStatus } from "../../endpoint-status";
import { one, type Query } from "../../read-query";
import { EnableEndpoint } from "./enable-endpoint";
import { EndpointActs } from "./endpoint-acts";
import { EndpointFacts } from "./endpoint-facts";
import { EndpointHealth } from "./endpoint-health";
import { HeldNotice } from "./held-notice";
import { NoticesList } from "./notices-list";
import { RecentDeliveries } from "./recent-deliveries";
import { SecretSection } from "./secret-section";
import { Siblings } from "./siblings";
import { StateBanner } from "./state-banner";
import { TestResult } from "./test-result";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations("consoleWebhooks");
  return { title: t("endpointTitle", { id: (await params).id }) };
}

/** One endpoint: what it hears, its secret, and how it has done lately. */
export default async function EndpointPage({ params, searchParams }: Props) {
  const ctx = await requireOperator();
  const [t, shell, mode, endpoint, query] = await Promise.all([
    getTranslations("consoleWebhooks"),
    getTranslations("console"),
    readMode(),
    find(ctx, (await params).id),
    searchParams,
  ]);
  const app = await getApp(ctx, endpoint.appId);
  const inUse = endpoint.deletedAt === null;
  const mayWrite = can(ctx.actor.role, "write");
  const testId = one(query, "test");
  return (
    <>
      <PageHeader
        crumbs={[{ href: "/admin/webhooks/endpoints" as Route, text: t("endpoints") }]}
        title={
          <span className="flex flex-wrap items-center gap-3">
            <bdi dir="ltr" className="min-w-0 break-all font-mono text-xl">
              {new URL(endpoint.url).host}
            </bdi>
            <EndpointStatus
              status={endpoint.status}
              deleted={!inUse}
              failing={endpoint.failingSince !== null}
            />
            {endpoint.mode !== mode && (
              <Badge tone={endpoint.mode === "test" ? "warn" : "ok"}>
                {shell(`mode.${endpoint.mode}`)}
              </Badge>
            )}
          </span>
        }
        lead={
          <>
            <bdi>{app.name}</bdi>
            {endpoint.description && (
              <>
                {" · "}
                <bdi>{endpoint.description}</bdi>
              </>
            )}
          </>
        }
        actions={inUse && <EndpointActs ctx={ctx} endpoint={endpoint} />}
      />
      <div className="mb-6 flex flex-col gap-2 empty:hidden">
        <StateBanner
          endpoint={endpoint}
          nowMs={Date.now()}
          enable={
            mayWrite && (
              <Messages of={["consoleWebhooks"]}>
                <EnableEndpoint id={endpoint.id} />
              </Messages>
            )
          }
        />
        {inUse && endpoint.status === "enabled" && (
          <Suspense>
            <HeldNotice ctx={ctx} endpoint={endpoint} />
          </Suspense>
        )}
      </div>
      {testId && (
        <Suspense>
          <TestResult ctx={ctx} endpointId={endpoint.id} deliveryId={testId} />
        </Suspense>
      )}
      <div className="grid gap-8 lg:grid-cols-[1fr_21rem]">
        <div className="flex min-w-0 flex-col gap-8">
          {inUse && (
            <Suspense fallback={<Skeleton className="h-40 w-full" />}>
              <EndpointHealth ctx={ctx} endpoint={endpoint} />
            </Suspense>
          )}
          <Suspense fallback={<TableSkeleton widths={["w-36", "w-20", "w-8", "w-28"]} rows={5} />}>
            <RecentDeliveries ctx={ctx} endpoint={endpoint} />
          </Suspense>
        </div>
        <aside className="flex min-w-0 flex-col gap-8">
          <EndpointFacts endpoint={endpoint} appName={app.name} />
          {inUse && (
            <Messages of={["consoleWebhooks"]}>
              <SecretSection endpoint={endpoint} mayWrite={mayWrite} />
            </Messages>
          )}
          <Suspense>
            <NoticesList ctx={ctx} endpointId={endpoint.id} />
          </Suspense>
          {inUse && (
            <Suspense>
              <Siblings ctx={ctx} endpoint={endpoint} />
            </Suspense>
          )}
        </aside>
      </div>
    </>
  );
}

async function find(ctx: OperatorContext, endpointId: string): Promise<WebhookEndpoint> {
  try {
    return await getEndpoint(ctx, { endpointId });
  } catch (error) {
    if (error instanceof BrokerError && error.code === "not_found") notFound();
    throw error;
  }
}
