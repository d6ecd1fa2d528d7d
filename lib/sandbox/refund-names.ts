import type { Session } from "./session";

const REFERENCES_BEGIN = 59_000_000_000n;
const TERMINALS_BEGIN = 1_000_000;
const TERMINALS = 9_000_000;

/** What a session is called where refunds are asked for: a number apart from its reference. */
export const sessionNumber = ({ refId }: Pick<Session, "refId">) =>
  String(refId - REFERENCES_BEGIN);

/** The reference of the session with this number; null for what is no number. */
export function referenceOf(number: string): bigint | null {
  return /^\d{1,12}$/.test(number) ? BigInt(number) + REFERENCES_BEGIN : null;
}

/** The number of a merchant's one terminal. */
export function terminalOf(merchantId: string): string {
  return String(TERMINALS_BEGIN + (Number.parseInt(merchantId.slice(0, 8), 16) % TERMINALS));
}

/** The merchant whose owner holds this token: anyone who says so, as with merchant ids. */
export function merchantOfToken(authorization: string | null): string | null {
  const [, id] =
    /^Bearer sandbox-([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/i.exec(authorization ?? "") ??
    [];
  return id?.toLowerCase() ?? null;
}
