import type { NextRequest } from "next/server";

/**
 * What `npm run bench` measures the product against: the cheapest handler this server can have. It
 * exists only in a server started with BENCH=on; anywhere else it is not there.
 */
export async function POST(request: NextRequest): Promise<Response> {
  if (process.env.BENCH !== "on") return Response.json({ error: "not found" }, { status: 404 });
  return Response.json(await request.json());
}
