import type { Hit } from "@/lib/search/hit";

/** The page of what was found. */
export function hitHref(hit: Hit): string {
  if (hit.type === "transaction") return `/admin/transactions/${hit.id}`;
  if (hit.type === "refund") return `/admin/refunds/${hit.id}`;
  if (hit.type === "delivery") return `/admin/webhooks/${hit.id}`;
  if (hit.type === "endpoint") return `/admin/webhooks/endpoints/${hit.id}`;
  if (hit.type === "app") return `/admin/apps/${hit.id}`;
  if (hit.type === "key") return `/admin/apps/${hit.appId}/keys`;
  return `/admin/operators/${hit.id}`;
}
