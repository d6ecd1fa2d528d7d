import { checkReadiness } from "@/lib/server/check-readiness";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const state = await checkReadiness();
  return Response.json(state, {
    status: state.ready ? 200 : 503,
    headers: { "Cache-Control": "no-store" },
  });
}
