import "server-only";
import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { sandboxSessions } from "@/db/schema/sandbox";
import { answer, type WireAnswer } from "./answer";
import { type Input, readAuthority, readMerchant } from "./read-input";
import { scenarioOf, statusAt } from "./session";

/** `inquiry.json`: a session's status. Its errors about the authority are keyed by field, unlike all others. */
export async function inquirePayment(db: Database, input: Input, now: Date): Promise<WireAnswer> {
  const merchant = readMerchant(input);
  if ("finding" in merchant) {
    return answer({ code: -9, field: "merchant_id", findings: [merchant.finding] }, null);
  }
  const authority = readAuthority(input);
  const [session] = authority
    ? await db.select().from(sandboxSessions).where(eq(sandboxSessions.authority, authority))
    : [];
  if (session?.merchantId !== merchant.id) return unknownAuthority();
  const data = { status: statusAt(session, now), code: 100, message: "Success" };
  return answer({ data }, scenarioOf(session, merchant.id));
}

function unknownAuthority(): WireAnswer {
  return { ...answer({ code: -54, field: "authority" }, "keyed_errors"), status: 422 };
}
