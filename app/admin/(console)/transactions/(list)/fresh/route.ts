import { z } from "zod";
import { MODES } from "@/lib/context";
import { operatorSession } from "@/lib/gates/operator";
import { endpoint, methodNotAllowed } from "@/lib/http/endpoint";
import { isId } from "@/lib/ids/mint-id";
import { parseFilters } from "@/lib/transactions/console/parse-filters";
import { NO_FILTERS } from "@/lib/transactions/console/schema";
import { withoutPage } from "@/lib/transactions/console/serialize";
import { listConsoleTransactions } from "@/lib/transactions/list-console-transactions";

const COUNT_MAX = 50;

/** The list's own filters come along; they are read as the list reads them. */
const query = z.looseObject({
  mode: z.enum(MODES),
  /** The newest row in sight; empty when there is none. */
  since: z.string().refine((text) => text === "" || isId("transaction", text), "invalid_format"),
});

/** How many transactions the list would show above the newest one in sight. */
export const GET = endpoint({
  gate: operatorSession("read"),
  query,
  handle: async ({ ctx, query: { mode, since }, raw }) => {
    const { filters } = parseFilters(raw.request.nextUrl.searchParams);
    const wanted = { ...withoutPage(filters), sort: NO_FILTERS.sort };
    const { rows } = await listConsoleTransactions(ctx, mode, wanted, { limit: COUNT_MAX });
    const count = rows.filter(({ id }) => id > since).length;
    return Response.json(
      { count, more: count === COUNT_MAX },
      { headers: { "Cache-Control": "no-store" } },
    );
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
};
