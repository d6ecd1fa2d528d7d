import { requireDemo } from "@/lib/demo/is-demo-on";
import { receiveWebhook } from "@/lib/demo/receive-webhook";
import { anyShopper } from "@/lib/gates/shopper";
import { endpoint } from "@/lib/http/endpoint";

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as GET,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";

/** Where the demo shop hears from the broker. */
export const POST = endpoint({
  gate: anyShopper,
  handle: async ({ raw }) => {
    requireDemo();
    await receiveWebhook(raw.body, raw.request.headers);
    return new Response(null, { status: 204 });
  },
});
