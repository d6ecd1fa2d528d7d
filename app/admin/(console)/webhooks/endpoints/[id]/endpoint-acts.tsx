import { Messages } from "@/components/messages";
import type { OperatorContext } from "@/lib/gates/operator";
import { can } from "@/lib/operators/state";
import { countWaiting, WAITING_COUNTED } from "@/lib/webhooks/count-waiting";
import type { WebhookEndpoint } from "@/lib/webhooks/serialize";
import { DeleteEndpoint } from "./delete-endpoint";
import { EditEndpoint } from "./edit-endpoint";
import { PauseButton } from "./pause-button";
import { TestButton } from "./test-button";

/** What this operator may do with an endpoint. */
export async function EndpointActs({
  ctx,
  endpoint,
}: {
  ctx: OperatorContext;
  endpoint: WebhookEndpoint;
}) {
  const { role } = ctx.actor;
  if (!can(role, "recheck")) return null;
  const { id, url, description, eventTypes, status } = endpoint;
  const enabled = status === "enabled";
  const waiting = can(role, "write") ? await countWaiting(ctx, id) : 0;
  return (
    <Messages of={["consoleWebhooks"]}>
      {enabled && <TestButton id={id} />}
      {can(role, "write") && (
        <>
          {status !== "disabled" && <PauseButton id={id} enabled={enabled} />}
          <EditEndpoint {...{ id, url, description, eventTypes, mode: endpoint.mode }} />
          <DeleteEndpoint
            id={id}
            waiting={Math.min(waiting, WAITING_COUNTED)}
            more={waiting > WAITING_COUNTED}
          />
        </>
      )}
    </Messages>
  );
}
