import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Section } from "@/components/ui/section";
import type { OperatorContext } from "@/lib/gates/operator";
import { can } from "@/lib/operators/state";
import { listEndpoints } from "@/lib/webhooks/list-endpoints";
import type { WebhookEndpoint } from "@/lib/webhooks/serialize";
import { EndpointHost } from "../../endpoint-host";
import { EndpointStatus } from "../../endpoint-status";

const SHOWN = 5;

/** The other places where the same app hears in this mode, and a way to one more. */
export async function Siblings({
  ctx,
  endpoint,
}: {
  ctx: OperatorContext;
  endpoint: WebhookEndpoint;
}) {
  const { tenantId, appId, mode } = endpoint;
  const [t, { endpoints }] = await Promise.all([
    getTranslations("consoleWebhooks"),
    listEndpoints(ctx, { tenantId, appId, mode, limit: SHOWN + 1 }),
  ]);
  const others = endpoints.filter(({ id }) => id !== endpoint.id).slice(0, SHOWN);
  const link = "font-[550] text-brand text-table hover:underline";
  return (
    <Section
      title={t("siblings")}
      actions={
        can(ctx.actor.role, "write") && (
          <Link
            href={`/admin/webhooks/endpoints/new?app=${appId}` as Route}
            prefetch={false}
            className={link}
          >
            {t("newEndpoint")}
          </Link>
        )
      }
    >
      {others.length === 0 ? (
        <p className="text-ink-2 text-table">{t("noSiblings")}</p>
      ) : (
        <ul className="flex flex-col gap-2 text-table">
          {others.map((other) => (
            <li key={other.id} className="flex min-h-7 items-center justify-between gap-2">
              <Link
                href={`/admin/webhooks/endpoints/${other.id}` as Route}
                prefetch={false}
                className="min-w-0 text-brand hover:underline"
              >
                <EndpointHost url={other.url} />
                {other.description && (
                  <bdi className="block truncate text-ink-3 text-meta">{other.description}</bdi>
                )}
              </Link>
              <EndpointStatus
                status={other.status}
                deleted={false}
                failing={other.failingSince !== null}
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
