import type { WireAnswer } from "./answer";
import type { ScenarioName } from "./scenarios";
import { TIMES_MS } from "./times";

/** Why a GraphQL operation was refused, in a machine's word and in a person's. */
export type GraphqlRefusal = { code: string; message: string };

/** Success: what was asked for, under the name it was asked by. */
export function graphqlData(
  name: string,
  value: unknown,
  scenario: ScenarioName | null = null,
): WireAnswer {
  const holdMs = scenario === "slow" ? TIMES_MS.slow : 0;
  return { status: 200, body: { data: { [name]: value } }, holdMs };
}

/** A refusal travels with HTTP 200, beside an empty place for what was asked. */
export function graphqlError(name: string, { code, message }: GraphqlRefusal): WireAnswer {
  const error = { message, readable_code: code, validation: [], path: [name] };
  return { status: 200, body: { errors: [error], data: { [name]: null } }, holdMs: 0 };
}

/** No token, or one that nobody has. */
export function unauthenticated(): WireAnswer {
  return { status: 401, body: { message: "Unauthenticated." }, holdMs: 0 };
}

/** Of an object's members those that the query names, as GraphQL answers; nested ones likewise. */
export function selected(value: Record<string, unknown>, query: string): Record<string, unknown> {
  // Arguments stand in parentheses and are no members.
  const names = new Set(query.replace(/\([^)]*\)/g, "").match(/\w+/g));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => names.has(name))
      .map(([name, member]) => [name, isMembers(member) ? selected(member, query) : member]),
  );
}

function isMembers(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
