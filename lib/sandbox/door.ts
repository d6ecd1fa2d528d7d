import "server-only";
import { setTimeout } from "node:timers/promises";
import { type Database, database } from "@/db/client";
import { BrokerError } from "@/lib/errors";
import { readBody } from "@/lib/http/read-body";
import { describeError, log } from "@/lib/log";
import { htmlPage, type WireAnswer } from "./answer";
import { calculateFee } from "./calculate-fee";
import { inquirePayment } from "./inquire-payment";
import { isSandboxOn } from "./is-sandbox-on";
import { listUnverified } from "./list-unverified";
import type { Input } from "./read-input";
import { requestPayment } from "./request-payment";
import { reversePayment } from "./reverse-payment";
import { serveGraphql } from "./serve-graphql";
import { verifyPayment } from "./verify-payment";

type Call = (db: Database, input: Input, now: Date) => WireAnswer | Promise<WireAnswer>;
const CALLS: Record<string, Call> = {
  "request.json": requestPayment,
  "verify.json": verifyPayment,
  "inquiry.json": inquirePayment,
  "unVerified.json": listUnverified,
  "reverse.json": reversePayment,
  "feeCalculation.json": (_, input) => calculateFee(input),
};

/** Runs a simulator's door: 404 when it is off, and what goes wrong is logged and answered as HTML. */
export async function openDoor(name: string, serve: () => Promise<Response>): Promise<Response> {
  if (!isSandboxOn()) return notFound();
  const startedAt = performance.now();
  try {
    const response = await serve();
    const durationMs = Math.round(performance.now() - startedAt);
    log.info({ door: name, status: response.status, durationMs }, "sandbox");
    return response;
  } catch (error) {
    if (error instanceof BrokerError && error.code === "payload_too_large") {
      return htmlResponse(413, htmlPage("413 Request Entity Too Large"));
    }
    log.error({ door: name, cause: describeError(error) }, "sandbox");
    return htmlResponse(500, htmlPage("500 Internal Server Error"));
  }
}

/** One of the API's calls, by the last part of its path. */
export function serveCall(request: Request, name: string): Promise<Response> {
  return openDoor(name, async () => {
    const call = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
    if (!call) return notFound();
    return deliver(await call(database(), await readInput(request), new Date()), request);
  });
}

/** The other API, for sessions and refunds. */
export function serveGraphqlCall(request: Request): Promise<Response> {
  return openDoor("graphql", async () => {
    const input = await readInput(request);
    const authorization = request.headers.get("authorization");
    return deliver(await serveGraphql(database(), { authorization, input }, new Date()), request);
  });
}

async function deliver({ status, body, holdMs }: WireAnswer, request: Request): Promise<Response> {
  if (holdMs > 0) await hold(holdMs, request.signal);
  return typeof body === "string" ? htmlResponse(status, body) : Response.json(body, { status });
}

/** Any other path, in the words of a web server: this is not the broker's API. */
export function notFound(): Response {
  return htmlResponse(404, htmlPage("404 Not Found"));
}

/** The API's calls take POST only; GET is turned away as ZarinPal's web server does. */
export function forbidden(): Promise<Response> {
  return openDoor("GET", async () => htmlResponse(403, htmlPage("403 Forbidden")));
}

export function htmlResponse(
  status: number,
  body: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(body, {
    status,
    headers: { "content-type": "text/html; charset=utf-8", ...headers },
  });
}

/** A body that is no JSON object counts as empty: the validator then names what is missing. */
async function readInput(request: Request): Promise<Input> {
  const text = new TextDecoder().decode(await readBody(request));
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return {};
  }
  return typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Input) : {};
}

/** Wait, but no longer than the client does. */
async function hold(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal, ref: false });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
