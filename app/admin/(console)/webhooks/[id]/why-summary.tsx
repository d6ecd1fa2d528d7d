import clsx from "clsx";
import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import type { DeliveryLine } from "@/lib/webhooks/serialize";
import { failureKind } from "../failure-kind";
import { PlainSentence } from "../plain-sentence";
import { recommendedAct } from "./recommended-act";

const LOOKS: Record<"ok" | "info" | "warn" | "danger", { icon: LucideIcon; look: string }> = {
  ok: { icon: CircleCheck, look: "bg-ok-soft text-ok" },
  info: { icon: Info, look: "bg-info-soft text-info" },
  warn: { icon: TriangleAlert, look: "bg-warn-soft text-warn" },
  danger: { icon: CircleAlert, look: "bg-danger-soft text-danger" },
};

/** The whole delivery in one sentence, what it means, and the one thing to do about it. */
export function WhySummary({
  line,
  nowMs,
  debug,
}: {
  line: DeliveryLine;
  nowMs: number;
  /** What opens the signature debugger. */
  debug: ReactNode;
}) {
  const t = useTranslations("consoleWebhooks");
  const { tone, text } = lookOf(line);
  const { icon: Icon, look } = LOOKS[tone];
  const kind = failureKind(line.lastError, line.lastStatus);
  const act = recommendedAct(line);
  const arrived = line.status === "delivered" && kind === null;
  return (
    <section className={clsx("mb-6 flex gap-3 rounded-card px-4 py-3 text-sm", look)}>
      <Icon aria-hidden className="mt-1 size-4 shrink-0" />
      <div className="flex min-w-0 grow flex-col gap-1.5">
        {!arrived && <h2 className="text-meta">{t("whyTitle")}</h2>}
        <p className="font-[650]">
          <PlainSentence line={line} nowMs={nowMs} />
        </p>
        {(kind || text) && (
          <p className="text-ink text-table">
            {kind && line.status !== "canceled" && `${t(`failureHint.${kind}`)} `}
            {text && t(`stateText.${text}`)}
          </p>
        )}
        {act && (
          <div className="mt-1">
            {act === "signature" ? (
              debug
            ) : (
              <Link
                href={`/admin/webhooks/endpoints/${line.endpointId}` as Route}
                prefetch={false}
                className={buttonClass({ size: "sm" })}
              >
                {t(`act.${act}`)}
              </Link>
            )}
          </div>
        )}
      </div>
    </section>
  );
}

type Look = {
  tone: keyof typeof LOOKS;
  /** What else should be known of this state: a key under `stateText`. */
  text: "dead" | "deadTest" | "held" | "heldAgain" | "lastFailed" | null;
};

function lookOf({
  status,
  type,
  lastError,
  endpointStatus,
  endpointDeletedAt,
}: DeliveryLine): Look {
  if (status === "dead") {
    return { tone: "danger", text: type === "endpoint.test" ? "deadTest" : "dead" };
  }
  // Arrived once; what was tried by hand since did not.
  if (status === "delivered") {
    return lastError === null ? { tone: "ok", text: null } : { tone: "warn", text: "lastFailed" };
  }
  if (status === "canceled" || endpointDeletedAt) return { tone: "info", text: null };
  if (status === "held") {
    return { tone: "warn", text: endpointStatus === "paused" ? "held" : "heldAgain" };
  }
  return { tone: lastError === null ? "info" : "warn", text: null };
}
