import "server-only";
import type { Database } from "@/db/client";
import { addRefund } from "./add-refund";
import type { WireAnswer } from "./answer";
import { findPaidSessions } from "./find-paid-sessions";
import { graphqlData, graphqlError, selected, unauthenticated } from "./graphql-answer";
import type { Input } from "./read-input";
import { merchantOfToken, referenceOf, terminalOf } from "./refund-names";

/**
 * The GraphQL API, as far as its documents describe sessions and refunds. It is no GraphQL engine: it
 * knows the operations by their names and takes arguments from variables of the same name.
 * ZarinPal docs: https://www.zarinpal.com/docs/apiDocs/
 */
export async function serveGraphql(
  db: Database,
  request: { authorization: string | null; input: Input },
  now: Date,
): Promise<WireAnswer> {
  const merchantId = merchantOfToken(request.authorization);
  if (merchantId === null) return unauthenticated();
  const { query, variables } = readRequest(request.input);
  const [, alias, field] = /(?:(\w+)\s*:\s*)?\b(AddRefund|Session|Terminals)\b\s*[({]/.exec(
    bodyOf(query),
  ) ?? ["", undefined, undefined];
  const name = alias ?? field ?? "unknown";
  switch (field) {
    case "Terminals": {
      const terminal = { id: terminalOf(merchantId), key: merchantId, status: "ACTIVE" };
      return graphqlData(name, [selected({ ...terminal, domain: "broker.example" }, query)]);
    }
    case "Session":
      return graphqlData(name, await listSessions(db, merchantId, variables, query, now));
    case "AddRefund":
      return addRefund(db, { merchantId, name, query, variables }, now);
    default:
      return graphqlError(name, { code: "graphql", message: "Cannot query this field." });
  }
}

/** By number or by reference; a list of all sessions is not played. */
async function listSessions(
  db: Database,
  merchantId: string,
  { terminal_id, id, reference_id }: Input,
  query: string,
  now: Date,
) {
  if (String(terminal_id) !== terminalOf(merchantId)) return [];
  const refId = id === undefined ? readReference(reference_id) : referenceOf(String(id));
  if (refId === null) return [];
  const sessions = await findPaidSessions(db, { merchantId, refId }, now);
  return sessions.map((session) => selected(session, query));
}

function readReference(value: unknown): bigint | null {
  return typeof value === "string" && /^\d{1,18}$/.test(value) ? BigInt(value) : null;
}

function readRequest({ query, variables }: Input): { query: string; variables: Input } {
  const given = typeof variables === "object" && variables !== null ? (variables as Input) : {};
  return { query: typeof query === "string" ? query : "", variables: given };
}

/** What is inside the outermost braces: an operation may have the name of a field. */
function bodyOf(query: string): string {
  return query.slice(query.indexOf("{") + 1);
}
