import type { CodeWords, Explanation, Party } from "../explanation";
import type { Exchange } from "../port";
import { CODES, persianWords } from "./codes";
import { readEnvelope } from "./envelope";
import { explainGraphql } from "./explain-graphql";
import { REFUND_DEADLINES_MS } from "./limits";
import { inquiryData } from "./wire";

/** Codes by whose doing they are; the rest (100, 101, a wrong amount, a session unknown) is nobody's. */
const CODES_OF: Record<Party, readonly string[]> = {
  payer: ["-51"],
  site: ["-9", "-40", "-41"],
  provider: ["-12", "-52"],
  merchant: [
    ...["-10", "-11", "-13", "-14", "-15", "-16", "-17", "-18", "-19"],
    ...["-30", "-31", "-32", "-33", "-34", "-35", "-36", "-37", "-38", "-39", "-62"],
  ],
};
const PARTIES = Object.entries(CODES_OF) as [Party, readonly string[]][];

/** One of ZarinPal's codes in words; a code that its documents do not list gets a sentence all the same. */
export function explainCode(code: string): CodeWords {
  const [party = null] = PARTIES.find(([, codes]) => codes.includes(code)) ?? [];
  return { code, en: CODES[code]?.en ?? `Code ${code}.`, fa: persianWords(code), party };
}

/** ZarinPal docs: https://www.zarinpal.com/docs/paymentGateway/connectToGateway (fee_type) */
const FEE_BY: Record<string, Explanation["feeBy"]> = { Merchant: "merchant", Payer: "payer" };

/** What a stored answer says; null when it has no code, as an HTML page or one that was cut short. */
export function explainAnswer(call: string, { body }: NonNullable<Exchange["response"]>) {
  if (Object.hasOwn(REFUND_DEADLINES_MS, call)) return explainGraphql(body);
  const envelope = readEnvelope(body);
  if (envelope.kind === "unreadable") return null;
  if (envelope.kind === "error") {
    const { fa, party } = explainCode(envelope.code);
    const nothing = { state: null, feeBy: null };
    const said: Explanation = { code: envelope.code, en: envelope.message, fa, party, ...nothing };
    return said;
  }
  const state = call === "inquiry" ? inquiryData.safeParse(envelope.data).data : undefined;
  const said: Explanation = {
    ...explainCode(envelope.repeated ? "101" : "100"),
    state: state ?? null,
    feeBy: FEE_BY[String(envelope.data.fee_type)] ?? null,
  };
  return said;
}
