import { FlatPay, type FlatPayOptions } from "@/public/sdk/flatpay.mjs";

/** One HTTP exchange as it travelled. `answer` is null when none came. */
export type Exchange = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  answer: { status: number; headers: Headers; body: string } | null;
};

/**
 * The SDK as any site uses it, whose exchanges can be shown afterwards. It calls with the global fetch
 * and not through lib/net on purpose: the demo is a client, and a client has nothing but the network.
 */
export function recordingClient(options: FlatPayOptions): { pay: FlatPay; exchanges: Exchange[] } {
  const exchanges: Exchange[] = [];
  const record: typeof fetch = async (input, init) => {
    const exchange: Exchange = {
      method: init?.method ?? "GET",
      path: new URL(String(input)).pathname,
      headers: Object.fromEntries(new Headers(init?.headers)),
      body: String(init?.body ?? ""),
      answer: null,
    };
    exchanges.push(exchange);
    const response = await fetch(input, init);
    const { status, headers } = response;
    const body = await response.clone().text();
    exchange.answer = { status, headers, body };
    return response;
  };
  return { pay: new FlatPay({ ...options, fetch: record }), exchanges };
}
