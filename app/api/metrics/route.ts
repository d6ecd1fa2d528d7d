import { metricsReader } from "@/lib/gates/metrics";
import { endpoint } from "@/lib/http/endpoint";
import { collectFamilies } from "@/lib/webhooks/metrics/collect-families";
import { prometheusText } from "@/lib/webhooks/metrics/prometheus-text";

const CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

export const GET = endpoint({
  gate: metricsReader,
  handle: async ({ ctx }) =>
    new Response(prometheusText(await collectFamilies(ctx)), {
      headers: { "Content-Type": CONTENT_TYPE },
    }),
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
