import "server-only";
import type { NextRequest } from "next/server";
import type { z } from "zod";
import type { Context } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { mintId } from "@/lib/ids/mint-id";
import { describeError, log } from "@/lib/log";
import { peerAddress } from "@/lib/net/peer-address";
import type { Operation } from "./operation";
import { parseInput } from "./parse";
import { asBrokerError, problemResponse } from "./problem";
import { BODY_BYTES_MAX, readBody } from "./read-body";
import { parseStrictJson } from "./strict-json";

/** The request as it arrived: one bounded read, shared by the gate and the parser. */
export type RawRequest = {
  request: NextRequest;
  body: Uint8Array;
  requestId: string;
  /** Who connected, for limits and the log. */
  address: string;
};

/** A gate proves who is calling and returns the context that the proof earns. */
export type Gate<C extends Context> = (raw: RawRequest) => Promise<C>;

type Door<C extends Context, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = {
  gate: Gate<C>;
  params?: P;
  query?: Q;
  body?: B;
  /** Default: 64 KiB of JSON. `form` bodies come parsed as an object of texts. */
  accepts?: "json" | "form";
  /** For a route that people's browsers reach: an error as a page, unless JSON is asked for. */
  errorPage?: (error: BrokerError, request: NextRequest) => Response;
  handle: (input: {
    ctx: C;
    params: z.output<P>;
    query: z.output<Q>;
    body: z.output<B>;
    raw: RawRequest;
  }) => Promise<Response>;
};

type RouteHandler = (
  request: NextRequest,
  route: { params: Promise<unknown> },
) => Promise<Response>;

/**
 * The corridor for machines: read → gate → parse → verb → respond, one catch that knows every error,
 * one log event. The gate comes before the parser, so a stranger learns nothing of our validation.
 */
export function endpoint<
  C extends Context,
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
>(door: Door<C, P, Q, B>): RouteHandler {
  return async (request, route) => {
    const startedAt = performance.now();
    const requestId = mintId("request");
    const address = peerAddress(request.headers);
    const event: Record<string, unknown> = { requestId, method: request.method, address };
    event.path = request.nextUrl.pathname;
    let response: Response;
    try {
      const body = await readBody(request, BODY_BYTES_MAX);
      const raw: RawRequest = { request, body, requestId, address };
      const ctx = await door.gate(raw);
      event.actor = ctx.actor.type;
      if (ctx.actor.type === "app") event.key = ctx.actor.keyId;
      const params = parsePart(door.params, door.params && (await route.params));
      const query = parsePart(door.query, door.query && readQuery(request));
      const input = parsePart(door.body, door.body && decodeBody(raw, door.accepts ?? "json"));
      response = await door.handle({ ctx, params, query, body: input, raw });
      withRequestId(response, requestId);
    } catch (thrown) {
      const error = asBrokerError(thrown);
      response = problemResponse(error, requestId);
      Object.assign(event, loggable(error, response.status));
      if (door.errorPage && !asksForJson(request)) {
        response = withRequestId(door.errorPage(error, request), requestId);
      }
    }
    event.status = response.status;
    event.durationMs = Math.round((performance.now() - startedAt) * 100) / 100;
    log[response.status >= 500 ? "error" : "info"](event, "request");
    return response;
  };
}

/** `endpoint` for a declared operation: the schemas come from the contract's table. */
export function operationEndpoint<
  C extends Context,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
>(spec: Operation<P, Q, B>, door: Pick<Door<C, P, Q, B>, "gate" | "handle">): RouteHandler {
  const { params, query, body } = spec;
  return endpoint<C, P, Q, B>({
    ...door,
    ...(params ? { params } : {}),
    ...(query ? { query } : {}),
    ...(body ? { body } : {}),
  });
}

/** The handler for a method that a route does not have, in our own error shape. */
export const methodNotAllowed: RouteHandler = async () =>
  problemResponse(new BrokerError("method_not_allowed", "method_not_allowed"), mintId("request"));

function asksForJson(request: NextRequest): boolean {
  const accept = request.headers.get("accept") ?? "";
  return accept.includes("application/json") && !accept.includes("text/html");
}

/**
 * What the log says of an error. Names that callers made up, and the words of parsers that quote them,
 * stay out of it; the cause of our own failures does not.
 */
function loggable({ reason, details }: BrokerError, status: number): Record<string, unknown> {
  const callersWord = reason === "unknown_member" || reason === "duplicate_json_key";
  return {
    reason,
    ...(details.field && !callersWord ? { field: details.field.split(".")[0] } : {}),
    ...(details.cause !== undefined && status >= 500
      ? { cause: describeError(details.cause) }
      : {}),
  };
}

function withRequestId(response: Response, requestId: string): Response {
  response.headers.set("X-Request-Id", requestId);
  if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "no-store");
  return response;
}

/** An absent schema means the handler was typed to receive `undefined`. */
function parsePart<S extends z.ZodType>(schema: S | undefined, value: unknown): z.output<S> {
  return schema ? parseInput(schema, value) : (undefined as z.output<S>);
}

/** The query's parameters. A NUL is no text that PostgreSQL takes, so no parameter may have one. */
function readQuery(request: NextRequest): Record<string, string> {
  const entries = [...request.nextUrl.searchParams];
  const [field] = entries.find(([, value]) => value.includes("\0")) ?? [];
  if (field !== undefined) throw new BrokerError("invalid_request", "invalid_format", { field });
  return Object.fromEntries(entries);
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decodeBody({ request, body }: RawRequest, accepts: "json" | "form"): unknown {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== (accepts === "json" ? "application/json" : "application/x-www-form-urlencoded")) {
    throw new BrokerError("unsupported_media_type", "unsupported_media_type");
  }
  let text: string;
  try {
    text = utf8.decode(body);
  } catch (cause) {
    throw new BrokerError("malformed_request", "invalid_json", { cause });
  }
  return accepts === "json" ? parseStrictJson(text) : Object.fromEntries(new URLSearchParams(text));
}
