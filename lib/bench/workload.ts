import { randomBytes, randomInt } from "node:crypto";
import {
  hmacHex,
  type ReturnFields,
  requestStringToSign,
  returnStringToSign,
} from "../signing/fp1";
import type { Prepared, Reply } from "./drive";
import type { Ledger, Opened } from "./ledger";
import type { Section } from "./sections";

export type SigningKey = { key: string; secret: string };

/** Where the shop of the bench says its shoppers return to; nobody goes there. */
export const SHOP_ORIGIN = "https://shop.example";

const WRONG_SHOWN_MAX = 5;
const RIALS_PER: Readonly<Record<string, number>> = { IRR: 1, IRT: 10 };

/** Makes the requests of each section, reads their answers, and keeps the books of what it saw. */
export class Workload {
  readonly ledger: Ledger = { opened: [], returned: [], wrong: [], wrongCount: 0 };
  readonly #key: SigningKey;
  readonly #run = randomBytes(4).toString("hex");
  #orders = 0;
  /** How many of the opened transactions a callback was sent for. */
  #calledBack = 0;
  #byId = new Map<string, Opened>();

  constructor(key: SigningKey) {
    this.#key = key;
  }

  /** At most `count` requests; fewer when there are not that many payments to come back from. */
  prepare(section: Section, count: number): Prepared[] {
    if (section === "callback") {
      const fresh = this.ledger.opened.slice(this.#calledBack, this.#calledBack + count);
      return fresh.map(({ authority }) => ({
        method: "GET",
        path: `/callback/zarinpal?Authority=${authority}&Status=OK`,
        headers: { accept: "text/html" },
        body: null,
      }));
    }
    const make = {
      // The same bytes and headers as the request it is compared with.
      bare: () => this.#sign("/api/echo", this.#order()),
      request: () => this.#sign("/v1/pay/request", this.#order()),
      inquiry: () => this.#sign("/v1/pay/inquiry", { id: this.#anyTransaction().id }),
    }[section];
    return Array.from({ length: count }, make);
  }

  /** Reads the answers; after the clock has stopped. @returns how many were as they should be. */
  read(section: Section, prepared: Prepared[], replies: Reply[]): number {
    if (section === "callback") this.#calledBack += replies.length;
    const before = this.ledger.wrongCount;
    for (const [index, reply] of replies.entries()) {
      const sent = prepared[index] as Prepared;
      const problem = this[section](sent, reply);
      if (problem) this.#note(`${section}: ${problem}`);
    }
    return replies.length - (this.ledger.wrongCount - before);
  }

  bare({ body }: Prepared, reply: Reply): string | null {
    return reply.status === 200 && reply.body === body ? null : unexpected(reply);
  }

  request({ body }: Prepared, reply: Reply): string | null {
    if (reply.status !== 201) return unexpected(reply);
    const sent = JSON.parse(body ?? "");
    const got = JSON.parse(reply.body);
    const amountRials = sent.amount * (RIALS_PER[sent.currency] ?? 0);
    const opened = { id: got.id, orderId: sent.order_id, amountRials, authority: got.authority };
    this.ledger.opened.push(opened);
    this.#byId.set(opened.id, opened);
    const right =
      got.order_id === sent.order_id &&
      got.amount === sent.amount &&
      got.amount_rials === amountRials &&
      got.status === "open";
    return right ? null : unexpected(reply);
  }

  inquiry({ body }: Prepared, reply: Reply): string | null {
    if (reply.status !== 200) return unexpected(reply);
    const known = this.#byId.get(JSON.parse(body ?? "").id);
    const got = JSON.parse(reply.body);
    const right =
      got.id === known?.id &&
      got.order_id === known?.orderId &&
      got.amount_rials === known?.amountRials &&
      (got.status === "open" || got.status === "paid");
    return right ? null : unexpected(reply);
  }

  callback({ path }: Prepared, reply: Reply): string | null {
    if (reply.status !== 302) return unexpected(reply);
    const query = Object.fromEntries(new URL(reply.location).searchParams);
    const text = returnStringToSign(query as ReturnFields);
    if (hmacHex(this.#key.secret, text) !== query.signature) return `bad signature on ${path}`;
    const known = this.#byId.get(query.transaction_id ?? "");
    const amountRials = Number(query.amount) * (RIALS_PER[query.currency ?? ""] ?? 0);
    const right =
      query.status === "paid" &&
      path.includes(`Authority=${known?.authority}&`) &&
      query.order_id === known?.orderId &&
      amountRials === known?.amountRials;
    if (!right || !known) return `returned to ${reply.location}`;
    this.ledger.returned.push({ id: known.id, amountRials, refId: query.ref_id ?? "" });
    return null;
  }

  #order() {
    const number = ++this.#orders;
    return {
      order_id: `B-${this.#run}-${number}`,
      amount: 10_000 + randomInt(1_000_000),
      currency: number % 2 ? "IRT" : "IRR",
      description: "خرید اشتراک ماهانه",
      return_url: `${SHOP_ORIGIN}/return`,
      payer: { mobile: "09121234567" },
      metadata: { cart: `c-${number}` },
    };
  }

  #anyTransaction(): Opened {
    const { opened } = this.ledger;
    const one = opened[randomInt(Math.max(1, opened.length))];
    if (!one) throw new Error("no transaction was opened to inquire about");
    return one;
  }

  #sign(path: string, content: object): Prepared {
    const body = JSON.stringify(content);
    const { key, secret } = this.#key;
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const nonce = randomBytes(18).toString("base64url");
    const signed = { method: "POST", path, timestamp, nonce, key, body: Buffer.from(body) };
    const headers = {
      "content-type": "application/json",
      "x-api-key": key,
      "x-timestamp": timestamp,
      "x-nonce": nonce,
      "x-signature": `v1=${hmacHex(secret, requestStringToSign(signed))}`,
    };
    return { method: "POST", path, headers, body };
  }

  #note(problem: string): void {
    this.ledger.wrongCount++;
    if (this.ledger.wrong.length < WRONG_SHOWN_MAX) this.ledger.wrong.push(problem);
  }
}

function unexpected({ status, body }: Reply): string {
  return `answered ${status || "nothing"}: ${body.slice(0, 300)}`;
}
