import type { CodeWords, Explanation } from "./explanation";
import type { Exchange } from "./port";
import * as zarinpal from "./zarinpal/explain";

/** Pure, beside the registry: screens explain what is stored, long after the call. */
const EXPLAINERS: Readonly<Record<string, typeof zarinpal>> = { zarinpal };

/** What a provider's stored answer says; null when nothing came back or nothing in it can be read. */
export function explainExchange(
  provider: string,
  { call, response }: Pick<Exchange, "call" | "response">,
): Explanation | null {
  return response && (EXPLAINERS[provider]?.explainAnswer(call, response) ?? null);
}

/** A provider's code in words; null for a provider that we have no words of. */
export function explainCode(provider: string, code: string): CodeWords | null {
  return EXPLAINERS[provider]?.explainCode(code) ?? null;
}
