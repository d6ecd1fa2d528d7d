import type { Route } from "next";
import type { StuckItem } from "@/lib/inbox/stuck-item";

/** The page of the thing itself, where more is told and can be done. */
export function itemHref({ kind, id, app, endpointId, action }: StuckItem): Route {
  if (kind === "refund") return `/admin/refunds/${id}` as Route;
  if (kind === "endpoint") return `/admin/webhooks/endpoints/${id}` as Route;
  if (kind === "delivery") {
    const about = action.name === "open_endpoint" ? `endpoints/${endpointId}` : id;
    return `/admin/webhooks/${about}` as Route;
  }
  if (kind === "key") return `/admin/apps/${app.id}/keys` as Route;
  return `/admin/transactions/${id}` as Route;
}
