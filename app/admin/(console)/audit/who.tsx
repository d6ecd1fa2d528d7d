import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import type { AuditEntry } from "@/lib/audit/list-audit";
import { auditHref } from "./read-query";

/** Who did it: a colleague or a token by name, an outside administrator by their token's subject, a site, or the system. */
export function Who({ entry: { actorType, actorId, actorName } }: { entry: AuditEntry }) {
  const t = useTranslations("consoleAudit");
  if (actorType === "system") {
    return actorId === "sign-in" ? t("bySomeone") : t("bySystem");
  }
  if (actorType === "shopper") return t("byShopper");
  if (actorType === "app") return t("bySite");
  if (!actorId) return "—";
  const token = actorId.startsWith("adt_");
  const outside = !actorName && !actorId.startsWith("usr_") && !token;
  return (
    <span className="inline-flex min-w-0 flex-wrap items-baseline gap-x-1.5">
      <Link
        href={auditHref({ actor: actorId }) as Route}
        prefetch={false}
        // What is too long loses its end, whichever way it is read.
        dir="auto"
        className="inline-block min-h-6 min-w-0 max-w-44 truncate leading-6 hover:text-brand hover:underline"
      >
        {actorName ? <bdi>{actorName}</bdi> : <Code>{actorId}</Code>}
      </Link>
      {(token || outside) && (
        <span className="text-ink-3 text-meta">{t(token ? "byToken" : "byOutside")}</span>
      )}
    </span>
  );
}
