import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { Digits } from "@/components/format/digits";
import { Money } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { MODES, ROLES } from "@/lib/context";

/** What a member of an entry is called; one without words as the log names it. */
export function MemberName({ children }: { children: string }) {
  const t = useTranslations("consoleAudit.member");
  const key = children as Parameters<typeof t>[0];
  if (!t.has(key)) return <Code className="text-ink-3">{children}</Code>;
  return <span className="text-ink-3">{t(key)}:</span>;
}

/** Members whose text people wrote; any other text is copied character by character. */
const PROSE = new Set([
  "name",
  "label",
  "description",
  "description_prefix",
  "reason",
  "display_name",
]);

/** One value of an entry for people: times, money, roles and yes or no in words, the rest as it is. */
export function MemberValue({ member, value }: { member: string; value: unknown }) {
  const t = useTranslations("consoleAudit");
  const shared = useTranslations("console");
  if (value === null || value === undefined) return <span>{t("nothing")}</span>;
  if (typeof value === "boolean") return <span>{t(value ? "yes" : "no")}</span>;
  if (typeof value === "number") {
    if (member.endsWith("_rials") && Number.isInteger(value))
      return <Money rials={BigInt(value)} />;
    return <Digits>{value}</Digits>;
  }
  if (Array.isArray(value)) {
    return (
      <span className="flex flex-wrap gap-x-2">
        {value.map((one) => (
          <MemberValue key={JSON.stringify(one)} member={member} value={one} />
        ))}
      </span>
    );
  }
  if (typeof value === "object") return <Code className="break-all">{JSON.stringify(value)}</Code>;
  const text = String(value);
  const role = member === "role" && ROLES.find((one) => one === text);
  if (role) return <span>{shared(`role.${role}`)}</span>;
  const mode = member === "mode" && MODES.find((one) => one === text);
  if (mode) return <span>{shared(`mode.${mode}`)}</span>;
  const worded = `value.${member}.${text}` as Parameters<typeof t>[0];
  if (/^[a-z_]+$/.test(text) && t.has(worded)) return <span>{t(worded)}</span>;
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return <Time at={new Date(text)} />;
  if (PROSE.has(member)) return <bdi>{text}</bdi>;
  return <Code className="break-all">{text}</Code>;
}
