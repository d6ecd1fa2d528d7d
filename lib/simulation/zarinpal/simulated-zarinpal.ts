import type { ProviderReply } from "@/lib/net/provider-http";
import type { Dice } from "../dice";
import type { Schedule } from "../schedule";
import { answerGraphql } from "./graphql";
import { answerRest, type Body, failure, type HttpAnswer } from "./rest";
import type { Session } from "./session";

/** What goes wrong with a call. `lost`: the work was done and the answer is lost. */
export type Fault = "unsent" | "lost" | "bad_gateway" | "garbled" | "refused_merchant" | "busy";
const FAULTS: readonly Fault[] = [
  "unsent",
  "lost",
  "lost",
  "bad_gateway",
  "garbled",
  "refused_merchant",
  "busy",
];

/** The merchant id of every account that `makeAccount` makes. */
const MERCHANT_ID = "11111111-2222-4333-8444-555555555555";

/**
 * ZarinPal in memory, in its own wire format, and the truth about every payment. A call is two steps of
 * the schedule: it arrives and is done, and its answer arrives.
 */
export class SimulatedZarinpal {
  readonly sessions = new Map<string, Session>();
  readonly calls: string[] = [];
  /** The share of calls that go wrong. */
  faultShare = 0;
  /** The share of payouts that come back. */
  failingPayouts = 0.15;
  /** The next calls go wrong like this, whatever the share. */
  readonly nextFaults: Fault[] = [];
  readonly #schedule: Schedule;
  readonly #dice: Dice;

  constructor(schedule: Schedule, dice: Dice) {
    this.#schedule = schedule;
    this.#dice = dice;
  }

  open(authority: string, amount: number, number: number): Session {
    const session: Session = {
      authority,
      amount,
      id: String(700_000_000 + number),
      refId: 5_000_000_000 + number,
      state: "IN_BANK",
      visibleAt: Number.POSITIVE_INFINITY,
      refused: 0,
      captured: 0,
      refunds: [],
    };
    this.sessions.set(authority, session);
    return session;
  }

  /** Stands where the broker posts to a provider. */
  async post(url: string, body: Body): Promise<ProviderReply> {
    // Asked once by a process's driver and remembered: no part of any history.
    if (String(body.query).startsWith("query Terminals")) {
      return answered(200, { data: { Terminals: [{ id: "1", key: MERCHANT_ID }] } });
    }
    const call =
      /\/payment\/(\w+)\.json$/.exec(url)?.[1] ?? /(\w+)\(/.exec(String(body.query))?.[1];
    const name = call ?? url;
    const reply = await this.#schedule.step(`→ ${name}`, async () => this.#serve(name, body));
    const said = reply.kind === "answered" ? `${reply.status} ${codeIn(reply.text)}` : reply.kind;
    return this.#schedule.step(`← ${name} ${said}`, async () => reply);
  }

  #serve(name: string, body: Body): ProviderReply {
    this.calls.push(name);
    const fault = this.nextFaults.shift() ?? this.#draw();
    if (fault === "unsent") return silence("unreachable");
    if (fault === "bad_gateway") return { ...answeredAs(502, "<h1>502</h1>") };
    if (fault === "busy") return toReply(failure(-12, "Too many attempts."));
    if (fault === "refused_merchant" && body.query === undefined) {
      return toReply(failure(-11, "Terminal is not active."));
    }
    const answer = this.#answer(name, body);
    if (fault === "lost") return silence(this.#dice.chance(0.5) ? "timeout" : "reset");
    if (fault === "garbled") return answeredAs(200, answer.text.slice(0, 20));
    return toReply(answer);
  }

  #answer(name: string, body: Body): HttpAnswer {
    const { now } = this.#schedule;
    if (body.query === undefined) return answerRest(name, body, this.sessions, now);
    return answerGraphql(String(body.query), body.variables as Body, this.sessions, now, () => ({
      ms: this.#dice.pick([0, 1_500, 90_000]),
      end: this.#dice.chance(this.failingPayouts) ? "FAILED" : "PAID",
    }));
  }

  #draw(): Fault | null {
    return this.#dice.chance(this.faultShare) ? this.#dice.pick(FAULTS) : null;
  }
}

const answeredAs = (status: number, text: string): ProviderReply => ({
  kind: "answered",
  status,
  text,
  durationMs: 1,
});
const answered = (status: number, body: object) => answeredAs(status, JSON.stringify(body));
const toReply = ({ status, text }: HttpAnswer) => answeredAs(status, text);
const silence = (kind: "timeout" | "reset" | "unreachable"): ProviderReply => ({
  kind,
  detail: "simulated",
  durationMs: 1,
});

function codeIn(text: string): string {
  return /"(?:code|status|refund_status|readable_code)":"?([\w-]+)/.exec(text)?.[1] ?? "";
}
