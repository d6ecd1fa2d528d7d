import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyableId } from "@/components/format/id";
import type { AuditEntry } from "@/lib/audit/list-audit";
import { isChange } from "./changes";
import { MemberName, MemberValue } from "./member";
import { auditHref } from "./read-query";

/** All that an entry says, opened on demand: what was given, the ids, and the object's whole history. */
export function Details({ entry }: { entry: AuditEntry }) {
  const t = useTranslations("consoleAudit");
  const { data, entityId, actorId, requestId, id } = entry;
  const given = Object.entries(data).filter(([, value]) => !isChange(value));
  return (
    <details className="mt-1 text-meta">
      <summary className="w-fit cursor-pointer rounded-control text-ink-3 hover:text-ink">
        {t("details")}
      </summary>
      <dl className="mt-1.5 mb-1 flex flex-col gap-1">
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
        className="font-[550] text-brand hover:underline"
      >
        {t("wholeHistory")}
      </Link>
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
