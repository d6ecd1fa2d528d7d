import type { Session } from "./session";

const FIRST_REFERENCE = 5_000_000_000;

/** All sessions that were ever opened, and what shoppers do with them at the bank. */
export class Bank {
  readonly #sessions = new Map<string, Session>();

  open(merchantId: string, amountRials: number): Session {
    const number = this.#sessions.size + 1;
    const session: Session = {
      authority: `S${number.toString(36).padStart(35, "0")}`,
      merchantId,
      amountRials,
      refId: FIRST_REFERENCE + number,
      state: "IN_BANK",
      visibleAtMs: 0,
      paidAtMs: 0,
      verifications: 0,
      refunds: [],
    };
    this.#sessions.set(session.authority, session);
    return session;
  }

  find(authority: string): Session | undefined {
    return this.#sessions.get(authority);
  }

  /** By the reference that refunds are asked with. */
  findByReference(refId: number): Session | undefined {
    return [...this.#sessions.values()].find((session) => session.refId === refId);
  }

  all(): readonly Session[] {
    return [...this.#sessions.values()];
  }

  /** The shopper pays. It shows to callers only after `hiddenMs`. */
  pay(authority: string, hiddenMs = 0): void {
    const session = this.#atTheBank(authority);
    session.state = "PAID";
    session.paidAtMs = Date.now();
    session.visibleAtMs = session.paidAtMs + hiddenMs;
  }

  /** Minutes went by: every payment shows. */
  reveal(): void {
    for (const session of this.#sessions.values()) session.visibleAtMs = 0;
  }

  /** The bank refuses the card. */
  decline(authority: string): void {
    this.#atTheBank(authority).state = "FAILED";
  }

  #atTheBank(authority: string): Session {
    const session = this.#sessions.get(authority);
    if (session?.state !== "IN_BANK") throw new Error(`${authority} is ${session?.state}`);
    return session;
  }
}
