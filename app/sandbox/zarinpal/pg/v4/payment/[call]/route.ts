import { forbidden, serveCall } from "@/lib/sandbox/door";

type Route = { params: Promise<{ call: string }> };

/** request, verify, inquiry, unVerified, reverse, feeCalculation: each ends in `.json`, as at ZarinPal. */
export async function POST(request: Request, { params }: Route): Promise<Response> {
  return serveCall(request, (await params).call);
}

export const GET = forbidden;
