import "server-only";
import { createHash } from "node:crypto";
import { and, eq, gt, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { sandboxSessions } from "@/db/schema/sandbox";
import { callbackUrl } from "./callback-url";
import { type ScenarioName, verifyBlocksOf } from "./scenarios";
import type { Session } from "./session";
import { after, TIMES_MS } from "./times";

export const ACTS = ["pay", "cancel", "fail", "close"] as const;
export type Act = (typeof ACTS)[number];

/** Where the shopper is afterwards. `over`: somebody was faster, or the session has expired. */
export type Ending =
  | { kind: "returned"; url: string }
  | { kind: "returned_twice"; url: string }
  | { kind: "closed"; paid: boolean }
  | { kind: "over" };

/** A button of the pay page. Guarded: of several acts on one session the first decides. */
export async function actOnPage(
  db: Database,
  session: Session,
  act: Act,
  scenario: ScenarioName | null,
  now: Date,
): Promise<Ending> {
  if (act === "close") return { kind: "closed", paid: false };
  const { authority, status, canceledAt, expiresAt } = sandboxSessions;
  const changed = await db
    .update(sandboxSessions)
    .set({
      ...changesOf(session, act, scenario, now),
      scenario,
      verifyBlocks: verifyBlocksOf(scenario),
    })
    .where(
      and(
        eq(authority, session.authority),
        eq(status, "IN_BANK"),
        isNull(canceledAt),
        gt(expiresAt, now),
      ),
    )
    .returning({ authority });
  if (changed.length === 0) return { kind: "over" };

  const paid = act === "pay";
  if (scenario === "lost_callback" || (paid && scenario === "auto_return")) {
    return { kind: "closed", paid };
  }
  const claimsOk = paid ? scenario !== "forged_not_ok" : scenario === "forged_ok";
  const url = callbackUrl(session.callbackUrl, session.authority, claimsOk ? "OK" : "NOK");
  return { kind: scenario === "duplicate_callback" ? "returned_twice" : "returned", url };
}

function changesOf(
  session: Session,
  act: Exclude<Act, "close">,
  scenario: ScenarioName | null,
  now: Date,
): Partial<Session> {
  if (act === "fail") return { status: "FAILED" };
  if (act === "cancel") {
    const soon = after(now, TIMES_MS.canceledStaysInBank);
    const keeps = scenario === "cancel_stays_in_bank" || session.expiresAt < soon;
    return { canceledAt: now, expiresAt: keeps ? session.expiresAt : soon };
  }
  const autoVerified = session.metadata.auto_verify === true;
  const returnsAfter = scenario === "auto_return" ? TIMES_MS.shortAutoReturn : TIMES_MS.autoReturn;
  return {
    status: autoVerified ? "VERIFIED" : "PAID",
    paidAt: now,
    visibleAt: after(now, scenario === "delayed_visibility" ? TIMES_MS.delayedVisibility : 0),
    returnsAt: after(now, returnsAfter),
    ...(autoVerified ? { verifiedAt: now } : {}),
    ...(scenario === "amount_mismatch" ? { amount: session.amount + 10n } : {}),
    ...cardOf(session),
  };
}

/** The constant card of ZarinPal's sandbox, unless the session allows one card only. */
function cardOf({ metadata }: Session): { cardPan: string; cardHash: string } {
  const only = [metadata.card_pan]
    .flat()
    .map(String)
    .find((pan) => /^\d{16}$/.test(pan));
  if (!only) {
    return {
      cardPan: "999999******9999",
      cardHash: "0866A6EAEA5CB085E4CF6EF19296BF19647552DD5F96F1E530DB3AE61837EFE7",
    };
  }
  return {
    cardPan: `${only.slice(0, 6)}******${only.slice(-4)}`,
    cardHash: createHash("sha256").update(only).digest("hex").toUpperCase(),
  };
}
