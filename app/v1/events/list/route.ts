import { listEvents } from "@/lib/feed/list-events";
import { listEventsOperation } from "@/lib/feed/operations";
import { serializeFeed } from "@/lib/feed/serialize";
import { appKey } from "@/lib/gates/api-key";
import { operationEndpoint } from "@/lib/http/endpoint";

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as GET,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";

export const POST = operationEndpoint(listEventsOperation, {
  gate: appKey,
  handle: async ({ ctx, body }) =>
    new Response(serializeFeed(await listEvents(ctx, body)), {
      headers: { "Content-Type": "application/json" },
    }),
});
