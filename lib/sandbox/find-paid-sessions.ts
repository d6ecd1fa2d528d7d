import "server-only";
import { and, desc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { sandboxRefunds, sandboxSessions } from "@/db/schema/sandbox";
import { sessionNumber, terminalOf } from "./refund-names";
import { amountRialsOf, type Session, statusAt } from "./session";

type Refund = typeof sandboxRefunds.$inferSelect;

/** A merchant's sessions with this reference, with the newest refund of each in its timeline. */
export async function findPaidSessions(
  db: Database,
  by: { merchantId: string; refId: bigint },
  now: Date,
): Promise<Record<string, unknown>[]> {
  const sessions = await db
    .select()
    .from(sandboxSessions)
    .where(and(eq(sandboxSessions.merchantId, by.merchantId), eq(sandboxSessions.refId, by.refId)));
  if (sessions.length === 0) return [];
  const authorities = sessions.map(({ authority }) => authority);
  const newest = await db
    .selectDistinctOn([sandboxRefunds.authority])
    .from(sandboxRefunds)
    .where(inArray(sandboxRefunds.authority, authorities))
    .orderBy(sandboxRefunds.authority, desc(sandboxRefunds.id));
  return sessions.map((session) => {
    const refund = newest.find(({ authority }) => authority === session.authority);
    return describeSession(session, refund, now);
  });
}

/** A session in the members that the documents name. A timeline has one place for a refund. */
export function describeSession(session: Session, refund: Refund | undefined, now: Date) {
  return {
    id: sessionNumber(session),
    terminal_id: terminalOf(session.merchantId),
    reference_id: String(session.refId),
    status: statusAt(session, now).replace("IN_BANK", "INBANK"),
    amount: Number(amountRialsOf(session)),
    description: session.description,
    created_at: tehranTime(session.createdAt),
    timeline: {
      refund_amount: refund ? Number(refund.amountRials) : null,
      refund_time: refund ? tehranTime(refund.createdAt) : null,
      refund_status: refund ? refundStatusAt(refund, now) : null,
    },
  };
}

function refundStatusAt({ paysAt, rejected }: Refund, now: Date): string {
  if (paysAt > now) return "PENDING";
  return rejected ? "REJECTED" : "PAID";
}

const TEHRAN_MS = 3.5 * 3_600_000;

/** `2026-11-21T11:30:00+03:30`: to the second, as ZarinPal writes it. */
function tehranTime(at: Date): string {
  return `${new Date(at.getTime() + TEHRAN_MS).toISOString().slice(0, 19)}+03:30`;
}
