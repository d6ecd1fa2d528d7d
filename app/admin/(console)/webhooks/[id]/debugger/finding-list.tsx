"use client";

import { CircleCheck, CircleHelp, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import type { ToldFinding } from "./describe-finding";

/** What was found wrong with a site's check, and what to change in its code. */
export function FindingList({ findings }: { findings: ToldFinding[] }) {
  const t = useTranslations("consoleWebhookDebug");
  return (
    <section className="mt-6 border-line border-t pt-4">
      <h3 className="mb-3 font-[650] text-base">{t("found")}</h3>
      <ol className="flex flex-col gap-4">
        {findings.map(({ code, certain, good, title, text, expected }, index) => {
          const Icon = good ? CircleCheck : certain ? TriangleAlert : CircleHelp;
          return (
            <li key={index} data-finding={code} className="flex gap-3 text-table">
              <Icon
                aria-hidden
                className={`mt-1 size-4 shrink-0 ${good ? "text-ok" : certain ? "text-danger" : "text-warn"}`}
              />
              <div className="flex min-w-0 grow flex-col gap-1">
                <p className="flex flex-wrap items-center gap-2 font-[650]">
                  {title}
                  {!good && (
                    <Badge tone={certain ? "danger" : "warn"}>
                      {t(certain ? "certain" : "maybe")}
                    </Badge>
                  )}
                </p>
                <p className="text-ink-2">{text}</p>
                {expected !== null && (
                  <div className="mt-1">
                    <CodeBlock title={t("expected")} code={expected} />
                  </div>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
