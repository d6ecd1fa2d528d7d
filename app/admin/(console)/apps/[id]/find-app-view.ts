import { notFound } from "next/navigation";
import { getAppView } from "@/lib/apps/get-app-view";
import type { AppView } from "@/lib/apps/serialize";
import { BrokerError } from "@/lib/errors";
import type { OperatorContext } from "@/lib/gates/operator";

/** The app that a page's address names; where there is none the page is not found. */
export async function findAppView(ctx: OperatorContext, id: string): Promise<AppView> {
  try {
    return await getAppView(ctx, id);
  } catch (error) {
    if (error instanceof BrokerError && error.code === "not_found") notFound();
    throw error;
  }
}
