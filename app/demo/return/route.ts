import { requireDemo } from "@/lib/demo/is-demo-on";
import { receiveReturn } from "@/lib/demo/receive-return";
import { BrokerError } from "@/lib/errors";
import { anyShopper } from "@/lib/gates/shopper";
import { endpoint } from "@/lib/http/endpoint";

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";

/** The shop's return address: check what the browser brought, then show the order. */
export const GET = endpoint({
  gate: anyShopper,
  handle: async ({ raw }) => {
    requireDemo();
    // Not through a schema: a parameter that comes twice must be seen twice.
    const query = raw.request.nextUrl.searchParams;
    if (!(await receiveReturn(query))) throw new BrokerError("not_found", "route_not_found");
    const location = `/demo/${encodeURIComponent(query.get("order") ?? "")}`;
    return new Response(null, { status: 303, headers: { Location: location } });
  },
});
