import { randomBytes } from "node:crypto";
import { SignJWT } from "jose";
import { hmacHex, requestStringToSign } from "../signing/fp1";
import { type Reply, send } from "./send";
import type { Server } from "./server";

/** Where shoppers would return to; nobody goes there. */
const SHOP_ORIGIN = "https://shop.example";

export type Shop = { appId: string; latePayment: "return" | "accept"; key: string; secret: string };

/** An app as its owner would set it up: a test key, and an endpoint that hears its news. */
export async function openShop(
  server: Server,
  adminSecret: string,
  latePayment: Shop["latePayment"],
  webhookUrl: string,
): Promise<Shop> {
  const token = await new SignJWT({ role: "owner" })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject("faults")
    .setExpirationTime("5m")
    .sign(new TextEncoder().encode(adminSecret));
  const post = async (path: string, content: object) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const body = JSON.stringify(content);
    const reply = await send(`${server.url}/v1/admin${path}`, { method: "POST", headers, body });
    if (reply?.status !== 201) throw new Error(`${path}: ${reply?.status} ${reply?.body}`);
    return JSON.parse(reply.body);
  };
  const name = `late money: ${latePayment}`;
  const app = await post("/apps", {
    ...{ name, slug: `late-${latePayment}`, return_origins: [SHOP_ORIGIN] },
    late_payment: latePayment,
  });
  const pair = await post(`/apps/${app.id}/keys`, { mode: "test" });
  await post(`/apps/${app.id}/webhook-endpoints`, { url: webhookUrl, mode: "test" });
  return { appId: app.id, latePayment, key: pair.key, secret: pair.secret };
}

/** A signed call; null when no whole answer came. The client's clock goes with the server's. */
export function callSigned(
  { clockMs, url }: Server,
  { key, secret }: Shop,
  path: string,
  content: object,
): Promise<Reply | null> {
  const body = JSON.stringify(content);
  const timestamp = String(Math.floor((Date.now() + clockMs) / 1_000));
  const nonce = randomBytes(18).toString("base64url");
  const signed = { method: "POST", path, timestamp, nonce, key, body: Buffer.from(body) };
  const headers = {
    "content-type": "application/json",
    "x-api-key": key,
    "x-timestamp": timestamp,
    "x-nonce": nonce,
    "x-signature": `v1=${hmacHex(secret, requestStringToSign(signed))}`,
  };
  return send(url + path, { method: "POST", headers, body });
}

/** What a shopper's browser is sent back with from the provider. */
export function callBack({ url }: Server, authority: string, status: string) {
  return send(`${url}/callback/zarinpal?Authority=${authority}&Status=${status}`);
}

/** Runs a job as an outside scheduler would. */
export function runJob({ url }: Server, cronSecret: string, job: "reconcile" | "webhooks") {
  const headers = { authorization: `Bearer ${cronSecret}` };
  return send(`${url}/api/cron/${job}`, { method: "POST", headers }, 60_000);
}

/** Opens the page that takes the shopper on to the provider. */
export function openPage({ url }: Server, transactionId: string) {
  return send(`${url}/pay/${transactionId}`);
}
