import { ChevronDown } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyableId } from "@/components/format/copyable-id";
import type { AuditEntry } from "@/lib/audit/list-audit";
import { isChange } from "./changes";
import { MemberName, MemberValue } from "./member";
import { auditHref } from "./read-query";

/**
 * All that an entry says, opened by a press on its sentence: what was given, the ids, and the object's
 * whole history.
 */
export function Details({ entry, children }: { entry: AuditEntry; children: ReactNode }) {
  const t = useTranslations("consoleAudit");
  const { data, entityId, actorId, requestId, id } = entry;
  const given = Object.entries(data).filter(([, value]) => !isChange(value));
  return (
    <details className="group/details">
      <summary className="flex min-h-6 w-fit cursor-pointer list-none items-center gap-1.5 rounded-control font-[550] hover:text-brand [&::-webkit-details-marker]:hidden">
        <span className="first-letter:uppercase">{children}</span>
        <ChevronDown
          aria-hidden
          className="size-3.5 shrink-0 text-ink-3 group-open/details:rotate-180"
        />
      </summary>
      <div className="mt-1.5 mb-2 rounded-control bg-sunken px-3 py-2 text-meta">
        <dl className="mb-1.5 flex flex-col gap-1">
          {given.map(([member, value]) => (
            <Line key={member} name={<MemberName>{member}</MemberName>}>
              <MemberValue member={member} value={value} />
            </Line>
          ))}
          <Line name={<Label text={t("entity")} />}>
            <CopyableId what={t("entity")}>{entityId}</CopyableId>
          </Line>
          {actorId && (
            <Line name={<Label text={t("who")} />}>
              <CopyableId what={t("who")}>{actorId}</CopyableId>
            </Line>
          )}
          {requestId && (
            <Line name={<Label text={t("request")} />}>
              <CopyableId what={t("request")}>{requestId}</CopyableId>
            </Line>
          )}
          <Line name={<Label text={t("entryId")} />}>
            <CopyableId what={t("entryId")}>{id}</CopyableId>
          </Line>
        </dl>
        <Link
          href={auditHref({ entity: entityId }) as Route}
          prefetch={false}
          className="inline-block font-[550] text-brand leading-6 hover:underline"
        >
          {t("wholeHistory")}
        </Link>
      </div>
    </details>
  );
}

function Label({ text }: { text: string }) {
  return <span className="text-ink-3">{text}:</span>;
}

function Line({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-1.5">
      <dt>{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
