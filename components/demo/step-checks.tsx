import { Check, CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { Badge } from "@/components/ui/badge";

const NAMES = {
  "check.key": "checkKey",
  "check.signature": "checkSignature",
  "check.age": "checkAge",
  "check.order": "checkOrder",
  "check.endpoint": "checkEndpoint",
} as const;
const GOOD = { valid: "valid", ours: "ours" } as const;

/** True for what the shop found out by itself, as opposed to what it was told. */
export function isCheck(label: string): label is keyof typeof NAMES {
  return label in NAMES;
}

/** What the shop made of a message: each check and how it went. */
export function StepChecks({ detail }: { detail: { label: string; value: string }[] }) {
  const t = useTranslations("demo");
  const checks = detail.flatMap(({ label, value }) => (isCheck(label) ? [{ label, value }] : []));
  if (checks.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-wrap gap-2">
      {checks.map(({ label, value }) => {
        const good = value in GOOD ? GOOD[value as keyof typeof GOOD] : null;
        const passed = good !== null || label === "check.age";
        return (
          <li key={label}>
            <Badge tone={passed ? "ok" : "warn"}>
              {passed ? <Check aria-hidden /> : <CircleAlert aria-hidden />}
              {t(NAMES[label])}: {good ? t(good) : <Code>{value}</Code>}
            </Badge>
          </li>
        );
      })}
    </ul>
  );
}
