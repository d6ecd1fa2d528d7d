import { Webhook } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/messages";
import { EmptyState } from "@/components/ui/empty-state";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { Section } from "@/components/ui/section";
import type { OperatorContext } from "@/lib/gates/operator";
import { can } from "@/lib/operators/state";
import { browseDeliveries } from "@/lib/webhooks/browse-deliveries";
import type { WebhookEndpoint } from "@/lib/webhooks/serialize";
import { DeliveriesTable } from "../../deliveries-table";
import { isMoving } from "../../is-moving";
import { RecoverMissed } from "./recover-missed";

const ROWS = 10;

/** The last deliveries of one endpoint, with the way to all of them and to those it missed. */
export async function RecentDeliveries({
  ctx,
  endpoint,
}: {
  ctx: OperatorContext;
  endpoint: WebhookEndpoint;
}) {
  const [t, { rows }] = await Promise.all([
    getTranslations("consoleWebhooks"),
    browseDeliveries(ctx, { endpoint_id: endpoint.id, limit: ROWS }),
  ]);
  const nowMs = Date.now();
  const mayRecover =
    can(ctx.actor.role, "write") && !endpoint.deletedAt && endpoint.status === "enabled";
  return (
    <Section
      title={t("recent")}
      actions={
        <>
          {mayRecover && rows.length > 0 && (
            <Messages of={["consoleWebhooks"]}>
              <RecoverMissed id={endpoint.id} />
            </Messages>
          )}
          {rows.length > 0 && (
            <Link
              href={`/admin/webhooks?endpoint=${endpoint.id}` as Route}
              prefetch={false}
              className="font-[550] text-brand text-table hover:underline"
            >
              {t("showAll")}
            </Link>
          )}
        </>
      }
    >
      {rows.length === 0 ? (
        <EmptyState icon={Webhook} title={t("noDeliveries")}>
          {t("noDeliveriesText")}
        </EmptyState>
      ) : (
        <DeliveriesTable lines={rows} nowMs={nowMs} ofOne />
      )}
      {rows.some((line) => isMoving(line, nowMs)) && <LiveRefresh everyMs={3_000} />}
    </Section>
  );
}
