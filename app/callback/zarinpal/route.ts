import { z } from "zod";
import { problemPage } from "@/components/static-page/problem-page";
import { anyShopper } from "@/lib/gates/shopper";
import { endpoint } from "@/lib/http/endpoint";
import { receiveCallback } from "@/lib/transactions/receive-callback";

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";

const parameters = z.record(z.string(), z.string());

/** 302 to the shop, whatever the method: the shopper's browser then reads the shop's page. */
const backToShop = (location: string) =>
  new Response(null, {
    status: 302,
    headers: { Location: location, "Referrer-Policy": "no-referrer" },
  });

export const GET = endpoint({
  gate: anyShopper,
  query: parameters,
  errorPage: problemPage,
  handle: async ({ ctx, query }) => backToShop(await receiveCallback(ctx, "zarinpal", query)),
});

/** For providers that post a form; ZarinPal itself comes by GET. */
export const POST = endpoint({
  gate: anyShopper,
  body: parameters,
  accepts: "form",
  errorPage: problemPage,
  handle: async ({ ctx, body }) => backToShop(await receiveCallback(ctx, "zarinpal", body)),
});
