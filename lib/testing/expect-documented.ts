import { expect } from "vitest";
import { z } from "zod";
import { openApiDocument } from "@/lib/openapi/document";
import { OPERATIONS } from "@/lib/openapi/operations";

type Answer = { status: number; headers: Headers; body: unknown };
type Schema = Parameters<typeof z.fromJSONSchema>[0];
// biome-ignore lint/suspicious/noExplicitAny: the document is read by its own, published rules.
type Json = any;

/** The validator of one of the document's schemas, references and all. */
export function compileSchema(document: Json, schema: unknown): z.ZodType {
  const text = JSON.stringify({ ...(schema as object), $defs: document.components.schemas });
  return z.fromJSONSchema(
    JSON.parse(text.replaceAll("#/components/schemas/", "#/$defs/")) as Schema,
  );
}

/** Fail unless the OpenAPI document describes this answer of `name` to the last member. */
export function expectDocumented(name: string, answer: Answer): void {
  const document: Json = openApiDocument();
  const spec = OPERATIONS.find(([one]) => one === name)?.[1];
  if (!spec) throw new Error(`no operation ${name}`);
  const operation = document.paths[spec.path][spec.method.toLowerCase()];
  const listed = operation.responses[answer.status];
  expect(listed, `${name} may answer ${answer.status}`).toBeDefined();
  const response = listed.$ref
    ? document.components.responses[listed.$ref.split("/").at(-1)]
    : listed;
  expect(answer.headers.get("x-request-id")).toMatch(/^req_/);
  const { schema } = response.content["application/json"];
  const result = compileSchema(document, schema).safeParse(answer.body);
  expect(result.error?.issues, `${name} ${answer.status}`).toBeUndefined();
  // The document lets answers grow; the program's own schema says which members there are today.
  const own = spec.success[answer.status];
  if (own) expect(own.parse(answer.body)).toEqual(answer.body);
}
