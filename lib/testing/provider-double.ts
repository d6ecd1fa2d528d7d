import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Session = {
  amount: number;
  state: "IN_BANK" | "PAID" | "VERIFIED" | "FAILED" | "REVERSED";
  refId: number;
};
type Call = { name: string; body: Record<string, unknown> };
/** What a scripted call does instead of, or after, the honest answer. */
type Fault = "drop" | "hang" | "commit_then_drop" | { status: number; body: string };

/**
 * ZarinPal as a test wants it: the v4 wire contract on a real socket, every call counted, any call
 * scripted to go wrong. Smaller than the simulator on purpose, and under the test's control.
 */
export async function startProviderDouble() {
  const sessions = new Map<string, Session>();
  const calls: Call[] = [];
  const faults: { call: string; fault: Fault }[] = [];
  let next = 1;

  const success = (data: object) => ({ status: 200, body: JSON.stringify({ data, errors: [] }) });
  const failure = (code: number, message: string, status = 401) => ({
    status,
    body: JSON.stringify({ data: {}, errors: { message, code, validations: [] } }),
  });

  function answer({ name, body }: Call): { status: number; body: string } {
    const authority = String(body.authority);
    const session = sessions.get(authority);
    if (name === "request") {
      const token = `S${(next++).toString(36).padStart(35, "0")}`;
      sessions.set(token, {
        amount: Number(body.amount),
        state: "IN_BANK",
        refId: 5_000_000_000 + next,
      });
      return success({
        authority: token,
        fee: 1200,
        fee_type: "Merchant",
        code: 100,
        message: "Success",
      });
    }
    if (name === "unVerified") {
      const authorities = [...sessions]
        .filter(([, { state }]) => state === "PAID")
        .map(([token, { amount }]) => ({ authority: token, amount, date: "2026-11-21 17:33:25" }));
      const data = { code: "100", message: "Success", authorities };
      return { status: 200, body: JSON.stringify({ data }) };
    }
    if (!session) return failure(-54, "Invalid authority.");
    if (name === "inquiry")
      return success({ status: session.state, code: 100, message: "Success" });
    if (session.state === "IN_BANK" || session.state === "FAILED") {
      return failure(-51, "Session is not valid, session is not active paid try.");
    }
    if (session.amount !== Number(body.amount)) {
      return failure(-50, "Session is not valid, amounts values is not the same.");
    }
    const code = session.state === "PAID" ? 100 : 101;
    session.state = "VERIFIED";
    return success({
      code,
      message: code === 100 ? "Paid" : "Verified",
      card_hash: "0866A6EAEA5CB085E4CF6EF19296BF19647552DD5F96F1E530DB3AE61837EFE7",
      card_pan: "999999******9999",
      ref_id: session.refId,
      fee_type: "Merchant",
      fee: 1200,
      shaparak_fee: "1200",
      order_id: null,
    });
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const name = /\/payment\/(\w+)\.json$/.exec(request.url ?? "")?.[1] ?? "unknown";
    const call = {
      name,
      body: JSON.parse(Buffer.concat(chunks).toString() || "{}") as Call["body"],
    };
    calls.push(call);
    const at = faults.findIndex((one) => one.call === name);
    const fault = at < 0 ? undefined : faults.splice(at, 1)[0]?.fault;
    if (fault === "hang") return;
    if (fault === "drop") return void request.socket.destroy();
    const honest = fault === undefined || fault === "commit_then_drop" ? answer(call) : fault;
    if (fault === "commit_then_drop") return void request.socket.destroy();
    response.writeHead(honest.status, { "Content-Type": "application/json" }).end(honest.body);
  }

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    callsOf: (name: string) => calls.filter((call) => call.name === name),
    /** The next call of this name goes wrong like this; queued, so call again for more. */
    fail: (call: string, fault: Fault) => void faults.push({ call, fault }),
    pay: (authority: string) => set(authority, "PAID"),
    decline: (authority: string) => set(authority, "FAILED"),
    takeBack: (authority: string) => set(authority, "REVERSED"),
    session: (authority: string) => sessions.get(authority),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  function set(authority: string, state: Session["state"]): void {
    const session = sessions.get(authority);
    if (!session) throw new Error(`the double has no session ${authority}`);
    session.state = state;
  }
}
export type ProviderDouble = Awaited<ReturnType<typeof startProviderDouble>>;
