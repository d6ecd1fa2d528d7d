"use client";

import { useTranslations } from "next-intl";
import { Ago } from "@/components/format/ago";
import { Code } from "@/components/format/code";
import type { KeyView } from "./key-view";

const HOUR_MS = 3_600_000;

/** Which key is meant and who still signs with it: what to know before it ends. */
export function LastUse({ item, nowMs }: { item: KeyView; nowMs: number }) {
  const t = useTranslations("consoleKeys");
  const { lastUsedAt, lastUsedAddress: address } = item;
  const isBusy = lastUsedAt !== null && nowMs - lastUsedAt.getTime() < HOUR_MS;
  return (
    <div className="rounded-tile bg-sunken px-3 py-2.5 text-table">
      <p className="break-all">
        <Code>{item.publicId}</Code>
      </p>
      <p className={isBusy ? "text-warn" : "text-ink-2"}>
        {lastUsedAt ? (
          <>
            {t("lastUsed")}: <Ago at={lastUsedAt} nowMs={nowMs} />{" "}
            {address && t.rich("fromAddress", { address: () => <Code>{address}</Code> })}
          </>
        ) : (
          t("neverUsed")
        )}
      </p>
      {isBusy && <p className="font-[550] text-warn">{t("inUse")}</p>}
    </div>
  );
}
