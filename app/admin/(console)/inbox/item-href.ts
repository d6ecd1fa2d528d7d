import type { Route } from "next";
import type { StuckItem } from "@/lib/inbox/stuck-item";

/** The page of the thing itself, where more is told and can be done; null where it has none. */
export function itemHref({ kind, id, app, payment, endpointId, action }: StuckItem): Route | null {
  if (kind === "alert") return payment && (`/admin/transactions/${payment.id}` as Route);
  if (kind === "refund") return `/admin/refunds/${id}` as Route;
  if (kind === "endpoint") return `/admin/webhooks/endpoints/${id}` as Route;
  if (kind === "delivery") {
    const about = action.name === "open_endpoint" ? `endpoints/${endpointId}` : id;
    return `/admin/webhooks/${about}` as Route;
  }
  if (kind === "key") return app && (`/admin/apps/${app.id}/keys` as Route);
  return `/admin/transactions/${id}` as Route;
}
