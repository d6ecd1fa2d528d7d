import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { methodNotAllowed } from "@/lib/http/endpoint";
import { compileSchema } from "@/lib/testing/expect-documented";
import { openApiDocument } from "./document";
import { OPERATIONS } from "./operations";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
// biome-ignore lint/suspicious/noExplicitAny: the document is read by its own, published rules.
const document: any = openApiDocument();
// biome-ignore lint/suspicious/noExplicitAny: as above.
const operations: [where: string, operation: any][] = Object.entries<object>(
  document.paths,
).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]): [string, object] => [
    `${method.toUpperCase()} ${path}`,
    operation,
  ]),
);

async function routes(): Promise<string[]> {
  const files = readdirSync("app/v1", { recursive: true, encoding: "utf8" });
  const found = files
    .filter((file) => file.endsWith("route.ts") && !file.includes("[..."))
    .map(async (file) => {
      const handlers = await import(join(process.cwd(), "app/v1", file));
      const path = `/v1/${file.replace(/\/route\.ts$/, "").replace(/\[(\w+)\]/g, "{$1}")}`;
      expect(Object.keys(handlers).sort(), `${path} answers every method in our shape`).toEqual(
        [...METHODS].sort(),
      );
      return METHODS.filter((method) => handlers[method] !== methodNotAllowed).map(
        (method) => `${method} ${path}`,
      );
    });
  return (await Promise.all(found)).flat();
}

test("every route and method under /v1 is in the document, and nothing else is", async () => {
  expect(operations.map(([where]) => where).sort()).toEqual((await routes()).sort());
});

test("every reference leads somewhere, and nothing of the generator is left", () => {
  const text = JSON.stringify(document);
  const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? "");
  expect(references.length).toBeGreaterThan(100);
  for (const reference of new Set(references)) {
    const target = reference.split("/").reduce((at, name) => at?.[name], document);
    expect(target, reference).toBeTypeOf("object");
  }
  expect(text).not.toMatch(/"\$(schema|defs|id)"/);
});

test("operations have unique names, answers with a description, and known security", () => {
  const names = operations.map(([, { operationId }]) => operationId);
  expect(new Set(names).size).toBe(OPERATIONS.length);
  for (const [where, operation] of operations) {
    const responses = Object.entries<{ description?: string; $ref?: string }>(operation.responses);
    expect(
      responses.some(([status]) => status.startsWith("2")),
      where,
    ).toBe(true);
    for (const [status, response] of responses) {
      expect(status).toMatch(/^[2-5]\d\d$/);
      expect(response.$ref ?? response.description, `${where} ${status}`).toBeTruthy();
    }
    for (const requirement of operation.security) {
      const known = Object.keys(document.components.securitySchemes);
      expect(known).toEqual(expect.arrayContaining(Object.keys(requirement)));
    }
  }
});

test("a path's parameters are exactly those in its address, and required", () => {
  for (const [where, operation] of operations) {
    const named = [...where.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const declared = (operation.parameters ?? []).filter(
      (one: { in: string }) => one.in === "path",
    );
    expect(declared.map((one: { name: string }) => one.name)).toEqual(named);
    expect(declared.every((one: { required?: boolean }) => one.required)).toBe(true);
  }
});

test("every schema is one that a validator takes", () => {
  const schemas = Object.values(document.components.schemas);
  for (const [, operation] of operations) {
    for (const { schema } of operation.parameters ?? []) schemas.push(schema);
    const body = operation.requestBody?.content["application/json"].schema;
    if (body) schemas.push(body);
  }
  for (const schema of schemas) expect(() => compileSchema(document, schema)).not.toThrow();
});

test("what a request must bring, and no more, is required of it", () => {
  const { post } = document.paths["/v1/admin/apps"];
  const body = compileSchema(document, post.requestBody.content["application/json"].schema);
  const app = { name: "shop", slug: "shop", return_origins: ["https://shop.example"] };
  expect(body.safeParse(app).success).toBe(true);
  expect(body.safeParse({ ...app, status: "paid" }).success).toBe(false);
  expect(body.safeParse({ ...app, slug: undefined }).success).toBe(false);
});
