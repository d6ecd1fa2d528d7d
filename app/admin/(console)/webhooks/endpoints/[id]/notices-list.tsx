import { BellRing } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Ago } from "@/components/format/ago";
import { Section } from "@/components/ui/section";
import type { OperatorContext } from "@/lib/gates/operator";
import { listEndpointNotices } from "@/lib/notices/list-endpoint-notices";

const SHOWN = 10;

/** What operators were told of an endpoint, and whether the mail about it went out. */
export async function NoticesList({
  ctx,
  endpointId,
}: {
  ctx: OperatorContext;
  endpointId: string;
}) {
  const [t, notices] = await Promise.all([
    getTranslations("consoleWebhooks"),
    listEndpointNotices(ctx, { endpointId, limit: SHOWN }),
  ]);
  if (notices.length === 0) return null;
  const nowMs = Date.now();
  return (
    <Section title={t("notices")}>
      <ul className="flex flex-col gap-3 text-table">
        {notices.map(({ id, kind, createdAt, mailedAt, mailAt }) => (
          <li key={id} className="flex gap-2.5">
            <BellRing aria-hidden className="mt-1 size-3.5 shrink-0 text-ink-3" />
            <span className="min-w-0">
              {t(`notice.${kind}`)}
              <span className="block text-ink-2 text-meta">
                <Ago at={createdAt} nowMs={nowMs} />
                {" · "}
                {t(mailedAt ? "mail.sent" : mailAt ? "mail.waiting" : "mail.none")}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
