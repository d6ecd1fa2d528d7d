import { serveAct, servePage } from "@/lib/sandbox/serve-page";

type Route = { params: Promise<{ authority: string }> };

/** The pay page. A route and not a React page: it is another company's page, with a policy of its own. */
export async function GET(request: Request, { params }: Route): Promise<Response> {
  return servePage(request, (await params).authority);
}

export async function POST(request: Request, { params }: Route): Promise<Response> {
  return serveAct(request, (await params).authority);
}
