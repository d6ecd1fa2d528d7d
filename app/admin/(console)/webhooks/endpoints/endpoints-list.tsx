import { Activity, SearchX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/pager";
import type { Mode } from "@/lib/context";
import type { OperatorContext } from "@/lib/gates/operator";
import { can } from "@/lib/operators/state";
import { listEndpointLines } from "@/lib/webhooks/list-endpoint-lines";
import { EndpointsTable } from "./endpoints-table";

const PAGE_ROWS = 50;

type Props = {
  ctx: OperatorContext;
  mode: Mode;
  appId: string | undefined;
  /** The id that the page before ended with. */
  after: string | undefined;
  newHref: Route;
};

/** The rows of one page, or why there are none. */
export async function EndpointsList({ ctx, mode, appId, after, newHref }: Props) {
  const t = await getTranslations("consoleWebhooks");
  const { lines, nextBeforeId } = await listEndpointLines(ctx, {
    mode,
    appId,
    limit: PAGE_ROWS,
    beforeId: after,
  });
  if (lines.length === 0) {
    const filtered = appId !== undefined || after !== undefined;
    return (
      <EmptyState
        icon={filtered ? SearchX : Activity}
        title={t(filtered ? "noEndpointsOfApp" : "noEndpoints")}
        action={
          can(ctx.actor.role, "write") && (
            <Link href={newHref} prefetch={false} className={buttonClass({ tone: "primary" })}>
              {t("newEndpoint")}
            </Link>
          )
        }
      >
        {t("noEndpointsText")}
      </EmptyState>
    );
  }
  const page = (place: Record<string, string>) =>
    `/admin/webhooks/endpoints?${new URLSearchParams({ ...(appId && { app: appId }), ...place })}`;
  return (
    <>
      <EndpointsTable lines={lines} />
      <Pager
        previous={after === undefined ? null : (page({}) as Route)}
        next={nextBeforeId ? (page({ after: nextBeforeId }) as Route) : null}
      />
    </>
  );
}
