import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { DirIcon } from "@/components/ui/dir-icon";
import { MemberName, MemberValue } from "./member";

/** Members that say what was and what became of it; the rest is under the details. */
export function Changes({ data }: { data: Record<string, unknown> }) {
  const t = useTranslations("consoleAudit");
  const changes = Object.entries(data).filter(([, value]) => isChange(value));
  if (changes.length === 0) return null;
  return (
    <ul className="mt-1 flex flex-col gap-1 text-ink-2 text-meta">
      {changes.map(([member, value]) => {
        const { from, to } = value as Change;
        return (
          <li key={member} className="flex flex-wrap items-center gap-x-1.5 gap-y-0.5">
            <MemberName>{member}</MemberName>
            <del className="text-ink-3 decoration-ink-3/50">
              <MemberValue member={member} value={from} />
            </del>
            <DirIcon icon={ArrowRight} className="size-3 text-ink-3" />
            <span className="sr-only">{t("became")}</span>
            <ins className="text-ink no-underline">
              <MemberValue member={member} value={to} />
            </ins>
          </li>
        );
      })}
    </ul>
  );
}

type Change = { from: unknown; to: unknown };

/** True for what a member was and became, as the audit writes it. */
export function isChange(value: unknown): value is Change {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.keys(value).length === 2 &&
    "from" in value &&
    "to" in value
  );
}
