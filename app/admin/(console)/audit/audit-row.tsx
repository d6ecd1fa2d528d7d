import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { Time } from "@/components/format/time";
import { Td, Tr } from "@/components/ui/table";
import type { AuditEntry } from "@/lib/audit/list-audit";
import { Changes } from "./changes";
import { Details } from "./details";
import { EntityLink } from "./entity-link";
import { Who } from "./who";

/** One deed: when, who, what with what it changed, and to what. A phone has it all in one cell. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
  const { address } = entry.data;
  return (
    <Tr>
      <Td className="w-0 py-2.5 align-top max-md:hidden">
        <Time at={entry.at} />
      </Td>
      <Td className="w-48 py-2.5 align-top max-md:hidden">
        <Who entry={entry} />
      </Td>
      <Td className="py-2.5 align-top">
        <div className="whitespace-normal">
          <div className="flex flex-wrap items-baseline gap-x-2 text-ink-2 text-meta md:hidden">
            <Who entry={entry} />
            <Time at={entry.at} />
          </div>
          <Details entry={entry}>
            <ActionText action={entry.action} />
            {typeof address === "string" && (
              <Code className="ms-2 font-normal text-ink-3">{address}</Code>
            )}
          </Details>
          <div className="md:hidden">
            <EntityLink entry={entry} />
          </div>
          <Changes data={entry.data} />
        </div>
      </Td>
      <Td className="w-56 py-2.5 align-top max-md:hidden">
        <EntityLink entry={entry} />
      </Td>
    </Tr>
  );
}

/** A deed in words; one that has none yet as the log names it. */
function ActionText({ action }: { action: string }) {
  const t = useTranslations("consoleAudit.action");
  const key = action as Parameters<typeof t>[0];
  return t.has(key) ? t(key) : <Code>{action}</Code>;
}
