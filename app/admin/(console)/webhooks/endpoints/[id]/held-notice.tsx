import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/messages";
import { Alert } from "@/components/ui/alert";
import type { OperatorContext } from "@/lib/gates/operator";
import { can } from "@/lib/operators/state";
import type { WebhookEndpoint } from "@/lib/webhooks/serialize";
import { Count } from "../../metric-values";
import { readMetrics } from "./read-metrics";
import { RecoverMissed } from "./recover-missed";

/** What stayed held when the endpoint was enabled again, with the way to have it sent. */
export async function HeldNotice({
  ctx,
  endpoint,
}: {
  ctx: OperatorContext;
  endpoint: WebhookEndpoint;
}) {
  const [t, { held }] = await Promise.all([
    getTranslations("consoleWebhooks"),
    readMetrics(ctx, endpoint),
  ]);
  if (held === 0) return null;
  return (
    <Alert tone="info" title={t.rich("heldCount", { n: () => <Count n={held} /> })}>
      <p className="text-ink text-table">{t("heldCountText")}</p>
      {can(ctx.actor.role, "write") && (
        <div className="mt-2">
          <Messages of={["consoleWebhooks"]}>
            <RecoverMissed id={endpoint.id} />
          </Messages>
        </div>
      )}
    </Alert>
  );
}
