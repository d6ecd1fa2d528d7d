import { Archive, Ban, CircleCheck, Hourglass, type LucideIcon, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Ago } from "@/components/format/ago";
import { Code } from "@/components/format/code";
import { CopyableId } from "@/components/format/copyable-id";
import { Time } from "@/components/format/time";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Countdown } from "./countdown";
import { isWorking, type KeyView } from "./key-view";
import { RevokeKey } from "./revoke-key";
import { RotateKey } from "./rotate-key";

const LOOKS: Record<KeyView["state"], { tone: BadgeTone; icon: LucideIcon }> = {
  active: { tone: "ok", icon: CircleCheck },
  overlap: { tone: "warn", icon: RefreshCw },
  expired: { tone: "neutral", icon: Hourglass },
  revoked: { tone: "danger", icon: Ban },
  archived: { tone: "neutral", icon: Archive },
};

/** One key: what it is, how it stands, when it was used, and what may be done with it. */
export function KeyRow({
  item,
  appId,
  mayWrite,
  isOnly,
  nowMs,
}: {
  item: KeyView;
  appId: string;
  mayWrite: boolean;
  /** No other key of the mode works. */
  isOnly: boolean;
  nowMs: number;
}) {
  const t = useTranslations("consoleKeys");
  const { tone, icon: Icon } = LOOKS[item.state];
  const works = isWorking(item);
  const endedAt = item.revokedAt ?? (item.state === "expired" ? item.expiresAt : null);
  return (
    <li className="grid items-start gap-x-6 gap-y-3 border-line border-b px-4 py-4 last:border-b-0 sm:px-5 md:grid-cols-[minmax(0,1fr)_17rem_9.5rem]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <bdi className={item.label === null ? "text-ink-2" : "font-[550]"}>
            {item.label ?? t("noLabel")}
          </bdi>
          <Badge tone={tone}>
            <Icon aria-hidden />
            {t(`state.${item.state}`)}
          </Badge>
        </p>
        <div className="mt-0.5 text-ink-2 text-table">
          <CopyableId what={t("key")}>{item.publicId}</CopyableId>
        </div>
        {item.state === "overlap" && item.expiresAt && (
          <p className="mt-1 text-table text-warn">
            <Countdown at={item.expiresAt} nowMs={nowMs} />
          </p>
        )}
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 text-meta">
        <Line name={t("lastUsed")}>
          {item.lastUsedAt ? (
            <>
              <Ago at={item.lastUsedAt} nowMs={nowMs} />
              {item.lastUsedAddress && (
                <span className="text-ink-3">
                  {" "}
                  {t.rich("fromAddress", {
                    address: () => <Code>{item.lastUsedAddress as string}</Code>,
                  })}
                </span>
              )}
            </>
          ) : (
            <span className="text-ink-3">{t("neverUsed")}</span>
          )}
        </Line>
        <Line name={t("created")}>
          <Time at={item.createdAt} />
        </Line>
        {endedAt && (
          <Line name={t(item.revokedAt ? "endedAt.revoked" : "endedAt.expired")}>
            <Time at={endedAt} />
          </Line>
        )}
      </dl>
      {mayWrite && works && (
        <div className="flex gap-2 md:justify-end">
          {item.state === "active" && <RotateKey {...{ appId, item, nowMs }} />}
          <RevokeKey {...{ appId, item, isOnly, nowMs }} />
        </div>
      )}
    </li>
  );
}

function Line({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
