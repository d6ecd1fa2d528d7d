import { SearchX, Webhook } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/messages";
import { Alert } from "@/components/ui/alert";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { Pager } from "@/components/ui/pager";
import type { Mode } from "@/lib/context";
import type { OperatorContext } from "@/lib/gates/operator";
import { can } from "@/lib/operators/state";
import { browseDeliveries } from "@/lib/webhooks/browse-deliveries";
import type { DeliveryFilters } from "@/lib/webhooks/delivery-filters";
import { listEndpoints } from "@/lib/webhooks/list-endpoints";
import { BulkBar } from "./bulk/bulk-bar";
import { RowSelection } from "./bulk/selection";
import { DeliveriesTable } from "./deliveries-table";
import { isMoving } from "./is-moving";
import { type Chosen, isNamed, listHref, shownBy } from "./read-query";

const PAGE_ROWS = 50;

type Props = {
  ctx: OperatorContext;
  mode: Mode;
  chosen: Chosen;
  filters: Partial<DeliveryFilters>;
  place: { after: string | undefined; before: string | undefined };
};

/** The rows of one page, or why there are none. */
export async function DeliveriesList({ ctx, mode, chosen, filters, place }: Props) {
  const t = await getTranslations("consoleWebhooks");
  const { rows, newer, older } = await browseDeliveries(ctx, {
    ...shownBy(filters, mode),
    limit: PAGE_ROWS,
    olderThan: place.after,
    newerThan: place.before,
  });
  const nowMs = Date.now();
  if (rows.length === 0) {
    const filtered = Object.keys(chosen).length > 0 || Boolean(place.after ?? place.before);
    return <Nothing {...{ ctx, mode, filtered }} named={isNamed(filters)} />;
  }
  const other = rows.find((line) => line.mode !== mode)?.mode;
  return (
    <>
      {other && (
        <div className="mb-4">
          <Alert tone={other === "test" ? "warn" : "info"}>{t(`otherMode.${other}`)}</Alert>
        </div>
      )}
      {can(ctx.actor.role, "recheck") ? (
        <Messages of={["consoleWebhookBulk"]}>
          <RowSelection
            ids={rows.map(({ id }) => id)}
            shortcuts={ctx.operator.preferences.shortcuts !== false}
          >
            <BulkBar />
            <DeliveriesTable lines={rows} nowMs={nowMs} selectable />
          </RowSelection>
        </Messages>
      ) : (
        <DeliveriesTable lines={rows} nowMs={nowMs} />
      )}
      <Pager
        previous={newer ? (listHref(chosen, { before: newer }) as Route) : null}
        next={older ? (listHref(chosen, { after: older }) as Route) : null}
      />
      {rows.some((line) => isMoving(line, nowMs)) && <LiveRefresh everyMs={3_000} />}
    </>
  );
}

async function Nothing({
  ctx,
  mode,
  filtered,
  named,
}: Pick<Props, "ctx" | "mode"> & { filtered: boolean; named: boolean }) {
  const t = await getTranslations("consoleWebhooks");
  if (filtered) {
    return (
      <EmptyState
        icon={SearchX}
        title={t("nothingFound")}
        action={
          <Link href="/admin/webhooks" prefetch={false} className={buttonClass()}>
            {t("showAll")}
          </Link>
        }
      >
        {t(named ? "nothingNamed" : `nothingFoundText.${mode}`)}
      </EmptyState>
    );
  }
  const { tenantId } = ctx.actor;
  const { endpoints } = await listEndpoints(ctx, { tenantId, mode, limit: 1 });
  const known = endpoints.length > 0;
  return (
    <EmptyState
      icon={Webhook}
      title={t(known ? "noDeliveries" : "noEndpoints")}
      action={
        (known || can(ctx.actor.role, "write")) && (
          <Link
            href={(known ? "/admin/webhooks/endpoints" : "/admin/webhooks/endpoints/new") as Route}
            prefetch={false}
            className={buttonClass({ tone: "primary" })}
          >
            {t(known ? "toEndpoints" : "newEndpoint")}
          </Link>
        )
      }
    >
      {t(known ? "noDeliveriesText" : "noEndpointsText")}
    </EmptyState>
  );
}
