import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Code } from "@/components/format/code";
import { CopyableId } from "@/components/format/copyable-id";
import { Time } from "@/components/format/time";
import { CodeBlock } from "@/components/ui/code-block";
import type { TimelineEntry } from "@/lib/transactions/timeline/entry";

/** What opens below an entry: when exactly, in which request, and everything as it is stored. */
export function EntryFacts({ entry }: { entry: TimelineEntry }) {
  const t = useTranslations("consoleTransaction");
  const { at, requestId, raw, repeats, facts } = entry;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1 text-ink-2 text-meta">
        <Code>{at.toISOString()}</Code>
        {requestId && <CopyableId what={t("raw.request_id")}>{requestId}</CopyableId>}
        {facts.delivery && (
          <Link
            href={`/admin/webhooks/${facts.delivery.id}` as Route}
            prefetch={false}
            className="text-brand hover:underline"
          >
            {t("notice.seeDelivery")}
          </Link>
        )}
      </div>
      {raw.map(({ title, text }, index) => (
        <CodeBlock key={index} title={title} code={text} />
      ))}
      {repeats.map((one) => (
        <div key={one.id} className="flex flex-col gap-2 border-line border-t pt-3">
          <div className="text-ink-2 text-meta">
            <Time at={one.at} style="clock" />
          </div>
          {one.raw.map(({ title, text }, index) => (
            <CodeBlock key={index} title={title} code={text} />
          ))}
        </div>
      ))}
    </>
  );
}
