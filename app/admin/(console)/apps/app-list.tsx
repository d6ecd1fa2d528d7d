import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Alert } from "@/components/ui/alert";
import { Pager } from "@/components/ui/pager";
import { listAppLines } from "@/lib/apps/list-app-lines";
import { listDailyVolumes } from "@/lib/apps/list-daily-volumes";
import type { Mode } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import type { OperatorContext } from "@/lib/gates/operator";
import { AppTable } from "./app-table";

const PAGE_ROWS = 50;

/** One page of the apps, in use or archived. */
export async function AppList({
  ctx,
  mode,
  archived,
  after,
}: {
  ctx: OperatorContext;
  mode: Mode;
  archived: boolean;
  /** As the page before gave it; absent for the first. */
  after?: string | undefined;
}) {
  const t = await getTranslations("consoleApps");
  const now = new Date();
  const volumes = listDailyVolumes(ctx, { mode, now });
  const ask = { mode, archived, limit: PAGE_ROWS };
  const found = await listAppLines(ctx, { ...ask, cursor: after }).catch((error) => {
    if (error instanceof BrokerError && error.reason === "invalid_cursor") return null;
    throw error;
  });
  const page = found ?? (await listAppLines(ctx, ask));
  const query = new URLSearchParams({
    ...(archived ? { state: "archived" } : {}),
    after: page.nextCursor ?? "",
  });
  return (
    <>
      {!found && (
        <div className="mb-4">
          <Alert tone="warn">{t("wrongPlace")}</Alert>
        </div>
      )}
      <AppTable lines={page.rows} volumes={volumes} nowMs={now.getTime()} />
      <Pager
        previous={null}
        next={page.nextCursor ? (`/admin/apps?${query.toString()}` as Route) : null}
      />
    </>
  );
}
