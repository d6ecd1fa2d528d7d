import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/messages";
import { Pager } from "@/components/ui/pager";
import { MODES } from "@/lib/context";
import { env } from "@/lib/env";
import { requireOperator } from "@/lib/gates/operator";
import { readMode } from "@/lib/i18n/read-mode";
import { listKeys } from "@/lib/keys/list-keys";
import { can } from "@/lib/operators/state";
import { AppHead } from "../app-head";
import { findAppView } from "../find-app-view";
import { IssueKey } from "./issue-key";
import { KeyReveal } from "./key-reveal";
import { KeySection } from "./key-section";
import { keyView } from "./key-view";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
};

const KEYS_MAX = 100;

export async function generateMetadata() {
  const t = await getTranslations("consoleKeys");
  return { title: t("title") };
}

/** An app's keys, those of the mode in sight first. */
export default async function AppKeysPage({ params, searchParams }: Props) {
  const ctx = await requireOperator();
  const [t, mode, { id }, { after }] = await Promise.all([
    getTranslations("consoleKeys"),
    readMode(),
    params,
    searchParams,
  ]);
  const { app } = await findAppView(ctx, id);
  const cursor = typeof after === "string" ? after : undefined;
  const { rows, nextCursor } = await listKeys(ctx, { appId: app.id, limit: KEYS_MAX, cursor });
  const nowMs = Date.now();
  const isArchived = app.archivedAt !== null;
  const keys = rows.map((key) => keyView(key, { isArchived, nowMs }));
  const mayWrite = can(ctx.actor.role, "write") && !isArchived;
  const site = { baseUrl: env().PUBLIC_URL, returnUrl: `${app.returnOrigins[0]}/return` };
  return (
    <Messages of={["consoleKeys"]}>
      <KeyReveal site={site}>
        <AppHead
          app={app}
          here="keys"
          actions={mayWrite && <IssueKey app={{ id: app.id, name: app.name }} mode={mode} />}
        />
        <p className="-mt-2 mb-6 max-w-2xl text-ink-2 text-table">{t("lead")}</p>
        <div className="flex flex-col gap-9">
          {[...MODES]
            .sort((one) => (one === mode ? -1 : 1))
            .map((one) => (
              <KeySection
                key={one}
                appId={app.id}
                mode={one}
                keys={keys.filter((key) => key.mode === one)}
                {...{ isArchived, mayWrite, nowMs }}
              />
            ))}
        </div>
        <Pager
          previous={null}
          next={nextCursor ? (`/admin/apps/${app.id}/keys?after=${nextCursor}` as Route) : null}
        />
      </KeyReveal>
    </Messages>
  );
}
