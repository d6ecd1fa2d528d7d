import { Monitor, Smartphone } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Ago } from "@/components/format/ago";
import { Code } from "@/components/format/code";
import { Digits } from "@/components/format/digits";
import { Time } from "@/components/format/time";
import { Badge } from "@/components/ui/badge";
import type { OperatorContext } from "@/lib/gates/operator";
import type { Session } from "@/lib/operators/find-session";
import { listOwnSessions } from "@/lib/operators/list-own-sessions";
import { deviceOf } from "./device-of";
import { EndOthers } from "./end-others";

const SHOWN_MAX = 10;

/** Where one is signed in now, this session first, and one button that leaves only this one. */
export async function Sessions({ ctx }: { ctx: OperatorContext }) {
  const [t, sessions] = await Promise.all([
    getTranslations("consoleSettings"),
    listOwnSessions(ctx),
  ]);
  const nowMs = Date.now();
  const here = sessions.filter(({ id }) => id === ctx.sessionId);
  const others = sessions.filter(({ id }) => id !== ctx.sessionId);
  return (
    <>
      <ul className="flex flex-col divide-y divide-line">
        {[...here, ...others].slice(0, SHOWN_MAX).map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            isHere={session.id === ctx.sessionId}
            nowMs={nowMs}
          />
        ))}
      </ul>
      {sessions.length > SHOWN_MAX && (
        <p className="border-line border-t py-3 text-ink-2 text-table">
          {t.rich("sessions.more", { n: () => <Digits>{sessions.length - SHOWN_MAX}</Digits> })}
        </p>
      )}
      <div className="mt-4">
        {others.length > 0 ? (
          <EndOthers />
        ) : (
          <p className="text-ink-3 text-table">{t("sessions.onlyHere")}</p>
        )}
      </div>
    </>
  );
}

async function SessionRow({
  session,
  isHere,
  nowMs,
}: {
  session: Session;
  isHere: boolean;
  nowMs: number;
}) {
  const t = await getTranslations("consoleSettings");
  const { name, isPhone } = deviceOf(session.userAgent ?? "");
  const Icon = isPhone ? Smartphone : Monitor;
  return (
    <li className="flex items-start gap-3 py-3 first:pt-0">
      <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0 text-ink-3" />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-2 font-[550] text-table">
          {name ? <bdi dir="ltr">{name}</bdi> : t("sessions.unknownDevice")}
          {isHere && <Badge tone="brand">{t("sessions.here")}</Badge>}
        </p>
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-ink-2 text-meta">
          <Code>{session.address}</Code>
          <span>
            {t("sessions.since")} <Time at={session.createdAt} />
          </span>
          {!isHere && (
            <span>
              {t("sessions.lastSeen")} <Ago at={session.lastSeenAt} nowMs={nowMs} />
            </span>
          )}
        </p>
      </div>
    </li>
  );
}
