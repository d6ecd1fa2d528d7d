/**
 * ZarinPal's v4 wire contract in a process of its own that answers at once: every session can be
 * paid, `verify` finds it paid, `inquiry` finds the shopper at the bank until then. It keeps its own
 * books, which are compared with the broker's afterwards.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answerParent } from "./child";
import type { ProviderLedger } from "./ledger";

type Session = { amount: number; refId: number; verified: boolean };

const sessions = new Map<string, Session>();
let calls = 0;

const success = (data: string) => `{"data":${data},"errors":[]}`;
const failure = (code: number) =>
  `{"data":[],"errors":{"message":"failed","code":${code},"validations":[]}}`;

function answer(url: string, text: string): string {
  calls++;
  const body = JSON.parse(text) as { amount?: number; authority?: string };
  if (url.endsWith("/request.json")) {
    const number = sessions.size + 1;
    const authority = `S${number.toString(36).padStart(35, "0")}`;
    const refId = 5_000_000_000 + number;
    sessions.set(authority, { amount: Number(body.amount), refId, verified: false });
    return success(
      `{"authority":"${authority}","fee":1200,"fee_type":"Merchant","code":100,"message":"Success"}`,
    );
  }
  const session = sessions.get(String(body.authority));
  if (!session) return failure(-54);
  if (url.endsWith("/inquiry.json")) {
    const status = session.verified ? "VERIFIED" : "IN_BANK";
    return success(`{"status":"${status}","code":100,"message":"Success"}`);
  }
  if (session.amount !== Number(body.amount)) return failure(-50);
  const code = session.verified ? 101 : 100;
  session.verified = true;
  return success(
    `{"code":${code},"message":"Paid","card_hash":"0866A6EAEA5CB085E4CF6EF19296BF19647552DD5F96F1E530DB3AE61837EFE7","card_pan":"999999******9999","ref_id":${session.refId},"fee_type":"Merchant","fee":1200,"shaparak_fee":"1200","order_id":null}`,
  );
}

function ledger(): ProviderLedger {
  const paid = [...sessions.values()].filter(({ verified }) => verified);
  const verifiedRials = paid.reduce((sum, { amount }) => sum + amount, 0);
  return { calls, sessions: sessions.size, verified: paid.length, verifiedRials };
}

const server = createServer((request, response) => {
  let text = "";
  request.setEncoding("utf8");
  request.on("data", (chunk: string) => {
    text += chunk;
  });
  request.on("end", () => {
    const body = answer(request.url ?? "", text);
    const length = Buffer.byteLength(body);
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": length });
    response.end(body);
  });
});
// A connection that the broker keeps between two rounds must not be closed in its face.
server.keepAliveTimeout = 120_000;

answerParent<{ do: "listen" | "ledger" }>(async (question) => {
  if (question.do === "ledger") return ledger();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
});
