import { KeyRound } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Forbidden } from "@/components/console/forbidden";
import { Messages } from "@/components/messages";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { requireOperator } from "@/lib/gates/operator";
import { findActiveKey } from "@/lib/keys/find-active-key";
import { can } from "@/lib/operators/state";
import { findAppView } from "../find-app-view";
import { TestFormIn } from "./test-form-in";
import { TestHead } from "./test-head";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  const t = await getTranslations("consoleTestPayment");
  return { title: t("title") };
}

/** Where a test payment of an app begins. */
export default async function TestPaymentPage({ params }: Props) {
  const ctx = await requireOperator();
  const [t, { id }] = await Promise.all([getTranslations("consoleTestPayment"), params]);
  const { app } = await findAppView(ctx, id);
  const { role } = ctx.actor;
  const key = await findActiveKey(ctx, { appId: app.id, mode: "test" });
  return (
    <>
      <TestHead app={app} lead={t("dialogText")} />
      {!can(role, "recheck") ? (
        <Forbidden needs="support" role={role} />
      ) : app.archivedAt || app.suspendedAt ? (
        <EmptyState icon={KeyRound} title={t(app.archivedAt ? "appArchived" : "appSuspended")} />
      ) : key ? (
        <Messages of={["consoleTestPayment"]}>
          <TestFormIn app={app} />
        </Messages>
      ) : (
        <EmptyState
          icon={KeyRound}
          title={t("needsKey")}
          action={
            <Link
              href={`/admin/apps/${app.id}/keys` as Route}
              className={buttonClass({ tone: "primary" })}
            >
              {t("toKeys")}
            </Link>
          }
        >
          {t("needsKeyText")}
        </EmptyState>
      )}
    </>
  );
}
