import { z } from "zod";
import { MODES } from "@/lib/context";
import { operatorSession } from "@/lib/gates/operator";
import { endpoint, methodNotAllowed } from "@/lib/http/endpoint";
import { searchAll } from "@/lib/search/search-all";

const query = z.object({ q: z.string().max(2048), mode: z.enum(MODES) });

/** What the palette finds for a text. For the console's own pages; not part of the admin API. */
export const GET = endpoint({
  gate: operatorSession("read"),
  query,
  handle: async ({ ctx, query: asked }) =>
    Response.json(
      { hits: await searchAll(ctx, asked) },
      { headers: { "Cache-Control": "no-store" } },
    ),
});

export const POST = methodNotAllowed;
export const PUT = methodNotAllowed;
export const PATCH = methodNotAllowed;
export const DELETE = methodNotAllowed;
