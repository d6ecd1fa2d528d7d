import type { Bank } from "./bank";
import { type Answer, type Body, tehranTime } from "./payment-calls";
import { refundedRials, type Session } from "./session";

const TERMINAL = "1000238";

const data = (value: object): Answer => ({ status: 200, body: JSON.stringify({ data: value }) });
const refusal = (message: string): Answer => ({
  status: 200,
  body: JSON.stringify({ errors: [{ message, readable_code: "refused" }], data: null }),
});

/**
 * ZarinPal's GraphQL operations that refunds need, told apart by their names. Money goes back at once.
 * ZarinPal docs: https://www.zarinpal.com/docs/apiDocs/
 */
export function answerRefund(bank: Bank, token: string, body: Body): Answer {
  const query = String(body.query);
  const variables = body.variables as Record<string, unknown>;
  if (query.includes("Terminals")) return data({ Terminals: [{ id: TERMINAL, key: token }] });
  if (query.includes("AddRefund")) {
    const session = bank.findByReference(Number(variables.session_id));
    return session ? refund(session, Number(variables.amount)) : refusal("No such session.");
  }
  const session = bank.findByReference(Number(variables.id ?? variables.reference_id));
  return data({ Session: session ? [describe(session)] : [] });
}

/** The call's name, for the faults. */
export function refundCall(body: Body): "Terminals" | "AddRefund" | "Session" {
  const query = String(body.query);
  if (query.includes("Terminals")) return "Terminals";
  return query.includes("AddRefund") ? "AddRefund" : "Session";
}

function refund(session: Session, amountRials: number): Answer {
  const left = session.state === "VERIFIED" ? session.amountRials - refundedRials(session) : 0;
  if (amountRials > left) return refusal("The refund is more than what is left of the session.");
  session.refunds.push({ amountRials, atMs: Date.now() });
  return data({ resource: { terminal_id: TERMINAL, ...describe(session) } });
}

/** A timeline has one place for a refund: the newest. The session's number is its reference here. */
function describe({ refId, amountRials, refunds }: Session) {
  const last = refunds.at(-1);
  return {
    id: String(refId),
    amount: amountRials,
    timeline: {
      refund_amount: last?.amountRials ?? null,
      refund_time: last ? tehranTime(last.atMs) : null,
      refund_status: last ? "SUCCESS" : null,
    },
  };
}
