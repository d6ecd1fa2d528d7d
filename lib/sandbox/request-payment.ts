import "server-only";
import type { Database } from "@/db/client";
import { sandboxSessions } from "@/db/schema/sandbox";
import { answer, badGateway, serverError, silence, type WireAnswer } from "./answer";
import { mintAuthority } from "./mint-authority";
import type { Input } from "./read-input";
import {
  type ScenarioName,
  scenarioOfAmount,
  scenarioOfMerchant,
  verifyBlocksOf,
} from "./scenarios";
import { FEE_RIALS } from "./session";
import { after, TIMES_MS } from "./times";
import { validateRequest } from "./validate-request";

/** `request.json`: open a session. Never idempotent: each accepted call makes a new authority. */
export async function requestPayment(db: Database, input: Input, now: Date): Promise<WireAnswer> {
  const valid = validateRequest(input);
  if ("code" in valid) return answer(valid, scenarioOfMerchant(String(input.merchant_id ?? "")));
  const { amountRials, ...session } = valid;
  const scenario = scenarioOfMerchant(valid.merchantId) ?? scenarioOfAmount(amountRials);
  const fault = faultBefore(scenario);
  if (fault) return fault;

  const authority = mintAuthority();
  const life = scenario === "session_expiry" ? TIMES_MS.shortSessionLife : TIMES_MS.sessionLife;
  await db.insert(sandboxSessions).values({
    ...session,
    authority,
    scenario,
    verifyBlocks: verifyBlocksOf(scenario),
    status: "IN_BANK",
    createdAt: now,
    expiresAt: after(now, life),
  });
  if (scenario === "request_timeout_after_commit") return silence();
  const data = { authority, fee: FEE_RIALS, fee_type: "Merchant", code: 100, message: "Success" };
  return answer({ data }, scenario);
}

function faultBefore(scenario: ScenarioName | null): WireAnswer | null {
  switch (scenario) {
    case "request_timeout_before_commit":
      return silence();
    case "request_server_error":
      return serverError();
    case "request_html_error":
      return badGateway();
    case "request_busy":
      return answer({ code: -12, field: "merchant_id" }, scenario);
    case "terminal_refused":
      return answer({ code: -11, field: "merchant_id" }, scenario);
    default:
      return null;
  }
}
