import "server-only";
import type { Answer, Exchange, LocatedPayment, Provider, ProviderAccount } from "../port";
import type { Deadlines } from "./call";
import { callGraphql } from "./graphql";
import {
  ADD_REFUND,
  addedData,
  type RefundRoute,
  SESSION_BY_ID,
  SESSIONS_OF_REFERENCE,
  sessionsData,
  TERMINALS,
  terminalsData,
} from "./refund-wire";

type Refunds = Required<Pick<Provider, "locatePayment" | "refund" | "findRefund">>;

const DESCRIPTION_CHARACTERS_MAX = 255;

/**
 * Refunds by ZarinPal's GraphQL API: another host, a token of the merchant's owner, and a session number
 * that the payment API never tells; it is found by the terminal of the merchant id and the reference.
 * The first `AddRefund` decides: there is no key by which a second would be the same.
 */
export function createRefunds({
  route,
  deadlines,
}: {
  route: () => RefundRoute;
  deadlines?: Deadlines;
}): Refunds {
  const terminals = new Map<string, string>();

  /** The number of the terminal that has this merchant id. It never changes, so it is asked once. */
  async function terminalOf(account: ProviderAccount): Promise<Answer<string>> {
    const access = accessOf(account);
    const known = `${access.baseUrl} ${account.credential}`;
    const found = terminals.get(known);
    if (found) return { exchange: notCalled, outcome: "accepted", value: found };
    const answer = await callGraphql(
      access,
      { call: "Terminals", query: TERMINALS, variables: {}, data: terminalsData },
      deadlines,
    );
    if (answer.outcome !== "accepted") return answer;
    const { exchange, value } = answer;
    const merchantId = account.credential.toLowerCase();
    const terminal = value.Terminals.find(({ key }) => key?.toLowerCase() === merchantId);
    if (!terminal) return missing(exchange, "terminal_not_found", "no terminal of this merchant");
    terminals.set(known, terminal.id);
    return { exchange, outcome: "accepted", value: terminal.id };
  }

  return {
    async locatePayment(account, { refId, amountRials }) {
      const terminal = await terminalOf(account);
      if (terminal.outcome !== "accepted") return terminal;
      const answer = await callGraphql(
        accessOf(account),
        {
          call: "Session",
          query: SESSIONS_OF_REFERENCE,
          variables: { terminal_id: terminal.value, reference_id: refId },
          data: sessionsData,
        },
        deadlines,
      );
      if (answer.outcome !== "accepted") return answer;
      const { exchange, value } = answer;
      const matches = value.Session.filter(({ amount }) => amount === amountRials);
      const [match] = matches;
      if (!match) return missing(exchange, "session_not_found", "no session of this reference");
      if (matches.length > 1) {
        const detail = `${matches.length} sessions of one reference`;
        return { exchange, outcome: "unknown", cause: "contradiction", detail };
      }
      const located: LocatedPayment = {
        paymentRef: match.id,
        lastRefundAt: match.timeline?.at ?? null,
      };
      return { exchange, outcome: "accepted", value: located };
    },

    refund: (account, { paymentRef, amountRials, description }) =>
      callGraphql(
        accessOf(account),
        {
          call: "AddRefund",
          query: ADD_REFUND,
          variables: {
            session_id: paymentRef,
            amount: Number(amountRials),
            description: [...description].slice(0, DESCRIPTION_CHARACTERS_MAX).join(""),
            method: route(),
            reason: "CUSTOMER_REQUEST",
          },
          data: addedData,
        },
        deadlines,
      ),

    async findRefund(account, paymentRef) {
      const terminal = await terminalOf(account);
      if (terminal.outcome !== "accepted") return terminal;
      const answer = await callGraphql(
        accessOf(account),
        {
          call: "Session",
          query: SESSION_BY_ID,
          variables: { terminal_id: terminal.value, id: paymentRef },
          data: sessionsData,
        },
        deadlines,
      );
      if (answer.outcome !== "accepted") return answer;
      const { exchange, value } = answer;
      const session = value.Session.find(({ id }) => id === paymentRef);
      if (!session) return missing(exchange, "session_not_found", "no session of this number");
      return { exchange, outcome: "accepted", value: session.timeline };
    },
  };
}

/** Stands for a call that was not needed; the one that follows is the one that is told of. */
const notCalled: Exchange = { call: "Terminals", request: {}, response: null, durationMs: 0 };

function accessOf({ refundAccess }: ProviderAccount) {
  if (!refundAccess) throw new Error("refunds are not set up for this account");
  return refundAccess;
}

function missing(exchange: Exchange, code: string, message: string): Answer<never> {
  const messageFa = "زرین‌پال این پرداخت را در حساب این توکن نمی‌شناسد.";
  return { exchange, outcome: "refused", refusal: { code, message, messageFa } };
}
