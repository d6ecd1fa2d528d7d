import { z } from "zod";
import { MODES } from "@/lib/context";
import { operatorSession } from "@/lib/gates/operator";
import { endpoint } from "@/lib/http/endpoint";
import { tehranDate } from "@/lib/time/tehran-days";
import { parseFilters } from "@/lib/transactions/console/parse-filters";
import { exportTransactions } from "@/lib/transactions/export-transactions";

/** The list's own filters come along; they are read as the list reads them. */
const query = z.looseObject({ mode: z.enum(MODES) });

/** The list as a CSV file, sent while it is read. `X-Total-Count` is for a progress bar: `100000+` at most. */
export const GET = endpoint({
  gate: operatorSession("read"),
  query,
  async handle({ ctx, query: { mode }, raw }) {
    const { filters } = parseFilters(raw.request.nextUrl.searchParams);
    const now = new Date();
    const { counted, pieces } = await exportTransactions(ctx, mode, filters, { now });
    return new Response(streamOf(pieces), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="transactions-${mode}-${tehranDate(now)}.csv"`,
        "X-Total-Count": `${counted.count}${counted.more ? "+" : ""}`,
        "Cache-Control": "no-store",
      },
    });
  },
});

/** A piece is read when the one before has left; a reader who goes away ends the reading. */
function streamOf(pieces: AsyncGenerator<string, void, void>): ReadableStream<Uint8Array> {
  const utf8 = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(utf8.encode(value));
    },
    async cancel() {
      await pieces.return();
    },
  });
}

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
