import "server-only";
import { getLocale, getTranslations } from "next-intl/server";
import { localDigits } from "@/lib/i18n/digits";
import { formatCount } from "@/lib/i18n/format-number";
import type { Finding, FindingCode } from "@/lib/webhooks/diagnose/findings";
import type { DeliveryDetail } from "@/lib/webhooks/serialize";

/** A finding in words. `good`: no mistake. `expected`: what is right, where that reveals no secret. */
export type ToldFinding = {
  code: FindingCode;
  certain: boolean;
  good: boolean;
  title: string;
  text: string;
  expected: string | null;
};

const GOOD: readonly FindingCode[] = ["correct", "inputs_right"];
/** What shows the same in every place of a text. */
const SHOWN: Record<string, string> = { "\n": "\\n", " ": "␣" };
const AROUND = 24;

/** Findings in the operator's language, each with what to change in the site's code. */
export async function describeFindings(
  findings: Finding[],
  { attempts, eventId, body }: DeliveryDetail,
  attempt: number,
): Promise<ToldFinding[]> {
  const [t, locale] = await Promise.all([getTranslations("consoleWebhookFinding"), getLocale()]);
  const headers = attempts.find((one) => one.attempt === attempt)?.requestHeaders ?? {};
  const sent = { eventId, body, headers };
  return findings.map(({ code, certain, facts }) => {
    const words = {
      way: facts.way ? t(`way.${facts.way}`) : "",
      edge: facts.edge ? t(`edge.${facts.edge}`) : "",
      offset: formatCount((facts.offset ?? 0) + 1, locale),
      hash: facts.hash ?? "",
      prefix: facts.prefix ?? "",
      separator: SHOWN[facts.separator ?? ""] ?? facts.separator ?? "",
      order: facts.order ?? "",
      header: facts.header ?? "",
      id_of: facts.id_of ? t(`idOf.${facts.id_of}`) : "",
      attempt: localDigits(String(facts.attempt ?? ""), locale),
      seconds: formatCount(Math.abs(facts.seconds_off ?? 0), locale),
    };
    const key = variantOf(code, facts);
    return {
      code,
      certain,
      good: GOOD.includes(code),
      title: t(`${key}.title`, words),
      text: t(`${key}.text`, words),
      expected: expectedOf(code, facts, sent),
    };
  });
}

type Key = FindingCode | "secret_is_api_secret" | "secret_is_public_key" | "header_wrong_value";

/** Some findings are another sentence when more is known of them. */
function variantOf(code: FindingCode, facts: Finding["facts"]): Key {
  if (code === "secret_unknown" && facts.looks_like) return `secret_is_${facts.looks_like}`;
  return code === "header_wrong" && !facts.header ? "header_wrong_value" : code;
}

type Sent = Pick<DeliveryDetail, "eventId" | "body"> & { headers: Record<string, string> };

/** The right value: only of what the site was sent anyway. */
function expectedOf(
  code: FindingCode,
  { offset }: Finding["facts"],
  { eventId, body, headers }: Sent,
): string | null {
  const signature = headers["webhook-signature"];
  const timestamp = headers["webhook-timestamp"];
  if (code === "body_changed" && offset !== undefined) {
    return body.slice(Math.max(0, offset - AROUND), offset + AROUND);
  }
  if (/^(encoding|prefix|list|first_only)_/.test(code)) return signature ?? null;
  if (code.startsWith("timestamp_")) return timestamp ?? null;
  if (code.startsWith("header_")) return signature ? `webhook-signature: ${signature}` : null;
  if (!code.startsWith("content_") || !timestamp) return null;
  return `${eventId}.${timestamp}.${body.slice(0, AROUND)}…`;
}
