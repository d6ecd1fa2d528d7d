import "server-only";
import type { ActorOf, Context } from "@/lib/context";
import { getApp } from "./get-app";
import type { AppView } from "./serialize";
import { withMerchant } from "./with-merchants";

/** One of the tenant's apps with the merchant of its own. @throws BrokerError `app_not_found` */
export async function getAppView(ctx: Context<ActorOf<"operator">>, id: string): Promise<AppView> {
  return withMerchant(ctx.db, await getApp(ctx, id));
}
