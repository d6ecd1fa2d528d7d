import type { Route } from "next";
import { useTranslations } from "next-intl";
import { Suspense } from "react";
import { Ago } from "@/components/format/ago";
import { Code } from "@/components/format/code";
import { useWriting } from "@/components/format/use-writing";
import { Monogram } from "@/components/ui/monogram";
import { Skeleton } from "@/components/ui/skeleton";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import type { AppLine } from "@/lib/apps/list-app-lines";
import type { DailyVolumes } from "@/lib/apps/list-daily-volumes";
import { formatCount } from "@/lib/i18n/format-number";
import { AppEndpoints } from "./app-endpoints";
import { AppState, stateOf } from "./app-state";
import { AppVolume } from "./app-volume";

/** Apps, one a row. Their money is counted meanwhile and comes when it is there. */
export function AppTable({
  lines,
  volumes,
  nowMs,
}: {
  lines: AppLine[];
  volumes: Promise<DailyVolumes>;
  nowMs: number;
}) {
  const t = useTranslations("consoleApps");
  return (
    <Table label={t("table")}>
      <thead>
        <tr>
          <Th>{t("column.app")}</Th>
          <Th className="max-sm:hidden">{t("column.state")}</Th>
          <Th className="max-md:hidden">{t("column.keys")}</Th>
          <Th className="max-xl:hidden">{t("column.origins")}</Th>
          <Th className="max-lg:hidden">{t("column.endpoints")}</Th>
          <Th number className="max-sm:hidden">
            {t("column.volume")}
          </Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <AppRow key={line.id} {...{ line, volumes, nowMs }} />
        ))}
      </tbody>
    </Table>
  );
}

function AppRow({
  line: { app, keys, endpoints },
  volumes,
  nowMs,
}: {
  line: AppLine;
  volumes: Promise<DailyVolumes>;
  nowMs: number;
}) {
  const t = useTranslations("consoleApps");
  const writing = useWriting();
  return (
    <Tr>
      <Td className="w-full py-2.5">
        <div className="flex items-center gap-3">
          <Monogram id={app.id} name={app.name} />
          <div className="min-w-0 grow whitespace-normal">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <RowLink href={`/admin/apps/${app.id}` as Route}>
                <bdi>{app.name}</bdi>
              </RowLink>
              {stateOf(app) !== "active" && (
                <span className="sm:hidden">
                  <AppState app={app} />
                </span>
              )}
            </div>
            <Code className="text-ink-3">{app.slug}</Code>
            <div className="mt-1 sm:hidden">
              <Suspense fallback={<Skeleton className="h-5 w-36" />}>
                <AppVolume appId={app.id} volumes={volumes} />
              </Suspense>
            </div>
          </div>
        </div>
      </Td>
      <Td className="max-sm:hidden">
        <AppState app={app} />
      </Td>
      <Td className="max-md:hidden">
        {keys.working === 0 ? (
          <span className="text-ink-3">{t("noKey")}</span>
        ) : (
          formatCount(keys.working, writing)
        )}
        <span className="block text-ink-3 text-meta">
          {keys.lastUsedAt ? (
            <Ago at={keys.lastUsedAt} nowMs={nowMs} />
          ) : (
            keys.working > 0 && t("neverUsed")
          )}
        </span>
      </Td>
      <Td className="max-xl:hidden">{formatCount(app.returnOrigins.length, writing)}</Td>
      <Td className="max-lg:hidden">
        <AppEndpoints counts={endpoints} />
      </Td>
      <Td number className="max-sm:hidden">
        <Suspense fallback={<Skeleton className="ms-auto h-5 w-36" />}>
          <AppVolume appId={app.id} volumes={volumes} />
        </Suspense>
      </Td>
    </Tr>
  );
}
