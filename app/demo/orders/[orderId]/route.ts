import { z } from "zod";
import { getDemoOrder } from "@/lib/demo/get-demo-order";
import { BrokerError } from "@/lib/errors";
import { anyShopper } from "@/lib/gates/shopper";
import { endpoint } from "@/lib/http/endpoint";

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";

/** What the shop saw of an order so far; its page looks here every few seconds. */
export const GET = endpoint({
  gate: anyShopper,
  params: z.object({ orderId: z.string().max(64) }),
  handle: async ({ params }) => {
    const order = await getDemoOrder(params.orderId);
    if (!order) throw new BrokerError("not_found", "route_not_found");
    return Response.json(order);
  },
});
