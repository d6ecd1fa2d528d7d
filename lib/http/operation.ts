import type { z } from "zod";

type Method = "GET" | "POST" | "PATCH" | "DELETE";
export type Security = "fp1" | "admin" | "none";

/**
 * One route and method of the machine contract: its schemas are what the route checks, and what
 * /v1/openapi.json is generated from.
 */
export type Operation<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
> = {
  method: Method;
  /** As in the address, with `{id}` for a parameter. */
  path: `/v1/${string}`;
  summary: string;
  security: Security;
  params?: P;
  query?: Q;
  body?: B;
  /** What a success answers, by status. Null: no body. */
  success: { [status: number]: z.ZodType | null };
};

/** Only for inference: an operation is data. */
export function operation<
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
>(spec: Operation<P, Q, B>): Operation<P, Q, B> {
  return spec;
}
