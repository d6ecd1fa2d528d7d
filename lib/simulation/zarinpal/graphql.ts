import type { HttpAnswer } from "./rest";
import { givenBack, isFailed, type Session } from "./session";

type Variables = Record<string, unknown>;
/** How long a payout takes, and whether it comes back. */
export type Payout = { ms: number; end: "PAID" | "FAILED" };

const data = (value: object): HttpAnswer => ({
  status: 200,
  text: JSON.stringify({ data: value }),
});
const refusal = (code: string): HttpAnswer => ({
  status: 200,
  text: JSON.stringify({ data: null, errors: [{ message: "no", readable_code: code }] }),
});

/** ZarinPal's refund API, as far as refunds need it; see zarinpal/refund-wire.ts. */
export function answerGraphql(
  query: string,
  variables: Variables,
  sessions: Map<string, Session>,
  now: number,
  payout: () => Payout,
): HttpAnswer {
  const all = [...sessions.values()];
  if (query.includes("Sessions(")) {
    const found = all.filter(({ refId }) => String(refId) === String(variables.reference_id));
    return data({ Session: found.map((session) => shown(session, now)) });
  }
  if (query.includes("SessionById(")) {
    const found = all.filter(({ id }) => id === String(variables.id));
    return data({ Session: found.map((session) => shown(session, now)) });
  }
  const session = all.find(({ id }) => id === String(variables.session_id));
  if (session?.state !== "VERIFIED") return refusal("session_not_refundable");
  const amount = Number(variables.amount);
  if (givenBack(session, now) + amount > session.amount) return refusal("amount_exceeds");
  const { ms, end } = payout();
  session.refunds.push({ amount, at: now, paysAt: now + ms, end });
  return data({ resource: { terminal_id: "1", ...shown(session, now) } });
}

/** Its times are to the second, and a timeline shows the newest refund alone. */
function shown(session: Session, now: number) {
  const last = session.refunds.at(-1);
  const status = !last || now < last.paysAt ? "PENDING" : isFailed(last, now) ? "FAILED" : "PAID";
  return {
    id: session.id,
    amount: session.amount,
    timeline: last
      ? {
          refund_amount: last.amount,
          refund_time: `${new Date(last.at).toISOString().slice(0, 19)}Z`,
          refund_status: status,
        }
      : null,
  };
}
