import "server-only";
import { z } from "zod";
import { env } from "@/lib/env";
import type { Callback, Capabilities, HandOff, Provider, ProviderAccount } from "../port";
import { callZarinpal, type Deadlines } from "./call";
import { judge, judgeVerify } from "./judge";
import {
  type Call,
  REFUND_MIN_RIALS,
  REVERSE_WINDOW_SECONDS,
  VERIFY_WINDOW_SECONDS,
} from "./limits";
import type { RefundRoute } from "./refund-wire";
import { createRefunds } from "./refunds";
import {
  AUTHORITY,
  feeData,
  inquiryData,
  openedData,
  requestBody,
  unverifiedData,
  type WireUnit,
  wireAmount,
} from "./wire";

/** What a test may set; a deployment's come from ZARINPAL_UNIT and ZARINPAL_REFUND_METHOD. */
export type ZarinpalOptions = { unit?: WireUnit; route?: RefundRoute; deadlines?: Deadlines };

/**
 * ZarinPal's REST API v4. The account's base URL is https://payment.zarinpal.com, its sandbox or a
 * simulator; its credential is the merchant id.
 * ZarinPal docs: https://www.zarinpal.com/docs/paymentGateway/connectToGateway
 */
export function createZarinpal(options: ZarinpalOptions = {}): Provider {
  const unit = () => options.unit ?? env().ZARINPAL_UNIT;
  const route = () => options.route ?? env().ZARINPAL_REFUND_METHOD;
  const call = (account: ProviderAccount, name: Call, body: Record<string, unknown> = {}) =>
    callZarinpal(account, name, { merchant_id: account.credential, ...body }, options.deadlines);

  return {
    name: "zarinpal",
    capabilities: () => capabilities(unit(), route()),
    open: async (account, input) =>
      judge(
        await call(account, "request", requestBody(account.credential, input, unit())),
        openedData,
      ),
    handOff,
    parseCallback,
    // No currency here: verify compares in the unit the session was opened with.
    verify: async (account, { token, amountRials }) =>
      judgeVerify(
        await call(account, "verify", {
          amount: wireAmount(amountRials, unit()),
          authority: token,
        }),
      ),
    inquire: async (account, token) =>
      judge(await call(account, "inquiry", { authority: token }), inquiryData),
    reverse: async (account, token) =>
      judge(await call(account, "reverse", { authority: token }), nothing),
    ...createRefunds({ ...options, route }),
    listUnverified: async (account) => judge(await call(account, "unVerified"), unverifiedData),
    // Always asked in Rials: in which unit a fee comes back for Tomans is not documented.
    fee: async (account, amountRials) =>
      judge(
        await call(account, "feeCalculation", {
          amount: wireAmount(amountRials, "IRR"),
          currency: "IRR",
        }),
        feeData,
      ),
  };
}

/** ZarinPal as this deployment uses it. */
export const zarinpal: Provider = createZarinpal();

const nothing = z.unknown().transform(() => null);

function capabilities(wireUnit: WireUnit, route: RefundRoute): Capabilities {
  return {
    rails: ["card"],
    inquire: true,
    reverse: true,
    refund: true,
    listUnverified: true,
    fee: true,
    restrictsCard: true,
    verifyWindowSeconds: VERIFY_WINDOW_SECONDS,
    reverseWindowSeconds: REVERSE_WINDOW_SECONDS,
    refundMinRials: REFUND_MIN_RIALS,
    refundsAtOnce: route === "CARD",
    wireUnit,
  };
}

function handOff({ baseUrl }: ProviderAccount, token: string): HandOff {
  return { method: "GET", url: `${baseUrl}/pg/StartPay/${encodeURIComponent(token)}` };
}

/** `Authority` and `Status` arrive in the query, unsigned: forgeable both ways. */
function parseCallback({ Authority, Status }: Record<string, string>): Callback | null {
  if (Authority === undefined || !AUTHORITY.test(Authority)) return null;
  return { token: Authority, hint: Status === "OK" ? "ok" : "not_ok" };
}
