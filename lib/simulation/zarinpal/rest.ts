import { type Session, shownState } from "./session";

export type Body = Record<string, unknown>;
export type HttpAnswer = { status: number; text: string };

const REVERSE_WINDOW_MS = 30 * 60_000;

const success = (data: object): HttpAnswer => ({
  status: 200,
  text: JSON.stringify({ data, errors: [] }),
});
export const failure = (code: number, message: string): HttpAnswer => ({
  status: 401,
  text: JSON.stringify({ data: [], errors: { code, message, validations: [] } }),
});

/** ZarinPal's payment API, the calls that a settlement and a reverse make; see zarinpal/wire.ts. */
export function answerRest(
  call: string,
  body: Body,
  sessions: Map<string, Session>,
  now: number,
): HttpAnswer {
  if (call === "unVerified") return unverified(sessions, now);
  const session = sessions.get(String(body.authority));
  if (!session) return failure(-54, "Invalid authority.");
  const state = shownState(session, now);
  if (call === "inquiry") return success({ code: 100, message: "Success", status: state });
  if (call === "verify") return verify(session, state, Number(body.amount));
  if (call === "reverse") return reverse(session, now);
  throw new Error(`the simulated provider has no ${call}`);
}

function verify(session: Session, state: Session["state"], amount: number): HttpAnswer {
  if (state !== "PAID" && state !== "VERIFIED") {
    session.refused++;
    return failure(-51, "Session is not valid, session is not active paid try.");
  }
  if (amount !== session.amount) {
    return failure(-50, "Session is not valid, amounts values is not the same.");
  }
  const code = state === "PAID" ? 100 : 101;
  if (state === "PAID") session.captured++;
  session.state = "VERIFIED";
  return success({
    code,
    message: code === 100 ? "Paid" : "Verified",
    card_pan: "502229******5995",
    ref_id: session.refId,
    fee_type: "Merchant",
    fee: 1_200,
  });
}

function reverse(session: Session, now: number): HttpAnswer {
  const open = session.state === "VERIFIED" && session.refunds.length === 0;
  if (!open || now > session.visibleAt + REVERSE_WINDOW_MS) {
    return failure(-60, "Session can not be reversed with bank.");
  }
  session.state = "REVERSED";
  return success({ code: 100, message: "Reversed" });
}

function unverified(sessions: Map<string, Session>, now: number): HttpAnswer {
  const paid = [...sessions.values()].filter((session) => shownState(session, now) === "PAID");
  const authorities = paid.map(({ authority, amount, visibleAt }) => ({
    authority,
    amount,
    callback_url: "https://broker.example/callback/zarinpal",
    referer: "",
    date: tehranTime(visibleAt),
  }));
  return success({ code: 100, message: "Success", authorities });
}

/** `2020-07-01 17:33:25`, three and a half hours ahead. */
function tehranTime(at: number): string {
  return new Date(at + 12_600_000).toISOString().slice(0, 19).replace("T", " ");
}
