import { z } from "zod";
import { limitOrders } from "@/lib/demo/limit-orders";
import { startDemoOrder } from "@/lib/demo/start-demo-order";
import { anyShopper } from "@/lib/gates/shopper";
import { endpoint } from "@/lib/http/endpoint";

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as GET,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";

const body = z.object({
  product: z.string().max(40),
  locale: z.enum(["fa", "en"]).default("fa"),
});

/** The shop's page posts a form and is taken to the order; a script posts JSON and gets it. */
const fromForm = endpoint({
  gate: anyShopper,
  body,
  accepts: "form",
  handle: async ({ ctx, raw, body: { product, locale } }) => {
    await limitOrders(ctx.db, raw.address);
    const order = await startDemoOrder(product, locale);
    return new Response(null, { status: 303, headers: { Location: `/demo/${order.order_id}` } });
  },
});

const fromJson = endpoint({
  gate: anyShopper,
  body,
  handle: async ({ ctx, raw, body: { product, locale } }) => {
    await limitOrders(ctx.db, raw.address);
    const order = await startDemoOrder(product, locale);
    const headers = { Location: `/demo/orders/${order.order_id}` };
    return Response.json(order, { status: 201, headers });
  },
});

export const POST: typeof fromJson = (request, route) => {
  const type = request.headers.get("content-type") ?? "";
  return (type.startsWith("application/json") ? fromJson : fromForm)(request, route);
};
