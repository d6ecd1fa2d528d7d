import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { Section } from "@/components/ui/section";

/** What the site hung on the payment, as it sent it. */
export function Metadata({ metadata }: { metadata: Record<string, unknown> }) {
  const t = useTranslations("consoleTransaction");
  const members = Object.entries(metadata);
  if (members.length === 0) return null;
  return (
    <Section title={t("metadataTitle")}>
      <dl className="flex flex-col text-table">
        {members.map(([name, value]) => (
          <div key={name} className="flex min-h-8 items-baseline gap-4 py-1">
            <dt className="w-32 shrink-0 break-words text-ink-2">
              <Code>{name}</Code>
            </dt>
            <dd className="min-w-0 grow break-words">
              {typeof value === "string" ? (
                <bdi>{value}</bdi>
              ) : (
                <Code className="text-ink-2">{JSON.stringify(value)}</Code>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
