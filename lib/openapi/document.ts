import { env } from "@/lib/env";
import type { Operation } from "@/lib/http/operation";
import { errorBody } from "./error-body";
import { OPERATIONS } from "./operations";
import { errorResponses, responsesOf } from "./responses";
import { SECURITY_REQUIREMENTS, SECURITY_SCHEMES } from "./security-schemes";
import { type JsonSchema, jsonSchema } from "./shared-schemas";

/**
 * The machine contract as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1.html), from the schemas that
 * the routes themselves check with.
 */
export function openApiDocument() {
  const schemas: Record<string, JsonSchema> = {};
  jsonSchema(errorBody, "output", schemas);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, spec] of OPERATIONS) {
    paths[spec.path] ??= {};
    Object.assign(paths[spec.path] ?? {}, {
      [spec.method.toLowerCase()]: describe(name, spec, schemas),
    });
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "FlatPay",
      version: "1",
      description:
        "A self-hosted payment broker. Every body is JSON in UTF-8; every error has one shape.",
    },
    servers: [{ url: env().PUBLIC_URL }],
    tags: [{ name: "pay" }, { name: "events" }, { name: "admin" }, { name: "documents" }],
    paths,
    components: {
      schemas,
      responses: errorResponses(),
      headers: {
        "X-Request-Id": {
          description: "Names this request in our log.",
          required: true,
          schema: { type: "string" },
        },
        "Retry-After": {
          description: "Seconds to wait before trying again.",
          schema: { type: "integer", minimum: 1 },
        },
      },
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function describe(name: string, spec: Operation, schemas: Record<string, JsonSchema>) {
  const parameters = [
    ...parametersOf("path", spec.params, schemas),
    ...parametersOf("query", spec.query, schemas),
  ];
  return {
    operationId: name,
    summary: spec.summary,
    tags: [/^\/v1\/(pay|events|admin)\//.exec(spec.path)?.[1] ?? "documents"],
    security: SECURITY_REQUIREMENTS[spec.security],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(spec.body
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: jsonSchema(spec.body, "input", schemas) } },
          },
        }
      : {}),
    responses: responsesOf(spec, schemas),
  };
}

/** One parameter for each member of an object schema. */
function parametersOf(
  place: "path" | "query",
  schema: Operation["params"],
  schemas: Record<string, JsonSchema>,
) {
  if (!schema) return [];
  const { properties, required } = jsonSchema(schema, "input", schemas);
  const needed = (required ?? []) as string[];
  return Object.entries((properties ?? {}) as Record<string, JsonSchema>).map(([name, member]) => ({
    name,
    in: place,
    ...(needed.includes(name) ? { required: true } : {}),
    schema: member,
  }));
}
