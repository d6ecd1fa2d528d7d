import { ChevronRight, CircleCheck, CircleDashed } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { DirIcon } from "@/components/ui/dir-icon";
import { Section } from "@/components/ui/section";
import type { App } from "@/lib/apps/find-app";
import { getAppStakes } from "@/lib/apps/get-app-stakes";
import { hasPayment } from "@/lib/apps/has-payment";
import type { OperatorContext } from "@/lib/gates/operator";

/** What an app still lacks before its site can take payments and hear of them; nothing when it has all. */
export async function AppSetup({ ctx, app }: { ctx: OperatorContext; app: App }) {
  const [t, stakes, paid] = await Promise.all([
    getTranslations("consoleApps"),
    getAppStakes(ctx, app.id),
    hasPayment(ctx, app.id),
  ]);
  const items = [
    { step: "setupKey", done: stakes.keys > 0, href: `/admin/apps/${app.id}/keys` },
    { step: "setupTest", done: paid, href: `/admin/apps/${app.id}/test-payment` },
    {
      step: "setupEndpoint",
      done: stakes.endpoints > 0,
      href: `/admin/webhooks/endpoints/new?app=${app.id}`,
    },
  ] as const;
  if (items.every(({ done }) => done)) return null;
  return (
    <Section title={t("setup")}>
      <Card>
        <ol>
          {items.map(({ step, done, href }) => (
            <li
              key={step}
              className="relative flex items-center gap-3 border-line border-b px-4 py-3 last:border-b-0 hover:bg-sunken"
            >
              {done ? (
                <CircleCheck aria-hidden className="size-5 shrink-0 text-ok" />
              ) : (
                <CircleDashed aria-hidden className="size-5 shrink-0 text-ink-3" />
              )}
              <div className="min-w-0 grow">
                <Link
                  href={href as Route}
                  prefetch={false}
                  className="font-[550] text-table after:absolute after:inset-0"
                >
                  {t(step)}
                </Link>
                <p className="text-ink-2 text-meta">{t(`${step}Text`)}</p>
              </div>
              <span className={`text-meta max-sm:sr-only ${done ? "text-ok" : "text-ink-3"}`}>
                {t(done ? "setupDone" : "setupTodo")}
              </span>
              <DirIcon icon={ChevronRight} className="size-4 text-ink-3" />
            </li>
          ))}
        </ol>
      </Card>
    </Section>
  );
}
