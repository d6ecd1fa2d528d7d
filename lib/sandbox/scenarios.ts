/**
 * Where a scenario acts: `request` before there is a session, `session` on the pay page or later (so it
 * can also be picked there), `answer` on the form of every answer.
 */
type Phase = "request" | "session" | "answer";
type Scenario = {
  /** Two digits in an amount or a merchant id. */
  number: number;
  phase: Phase;
  fa: string;
  en: string;
  /** So many first verify calls change nothing in the session. */
  verifyBlocks?: number;
};

/**
 * Scripted faults, for tests and demos. Number NN (two digits) is asked for in either of two ways:
 *
 *   by merchant   merchant_id ends in `-5ca0-0000000000NN`
 *   by amount     the amount in Rials ends in `77NN0`, e.g. 177,040 Rials or 17,704 Tomans for 04
 *
 * The merchant's wins. The pay page offers those that act on a session. `verify` faults hit the first
 * call only, so that every payment can end well for who asks again.
 */
export const SCENARIOS = {
  slow: { number: 1, phase: "answer", fa: "پاسخ کند (۴ ثانیه)", en: "Slow answers (4 seconds)" },
  request_timeout_before_commit: {
    number: 2,
    phase: "request",
    fa: "درخواست بی‌پاسخ می‌ماند و نشستی ساخته نمی‌شود",
    en: "Request is never answered, no session is made",
  },
  request_timeout_after_commit: {
    number: 3,
    phase: "request",
    fa: "نشست ساخته می‌شود ولی پاسخ نمی‌رسد",
    en: "Session is made, the answer never arrives",
  },
  request_server_error: {
    number: 4,
    phase: "request",
    fa: "خطای ۵۰۰ در درخواست",
    en: "Request answers HTTP 500",
  },
  request_html_error: {
    number: 5,
    phase: "request",
    fa: "صفحهٔ خطای HTML در درخواست",
    en: "Request answers an HTML error page",
  },
  request_busy: {
    number: 6,
    phase: "request",
    fa: "کد ‎-12 در درخواست (تلاش بیش از حد)",
    en: "Request answers -12 (too many attempts)",
  },
  terminal_refused: {
    number: 7,
    phase: "request",
    fa: "کد ‎-11 در درخواست (پایانه غیرفعال)",
    en: "Request answers -11 (terminal not active)",
  },
  session_expiry: {
    number: 8,
    phase: "request",
    fa: "نشست پس از ۵ ثانیه منقضی می‌شود",
    en: "Session expires after 5 seconds",
  },
  verify_timeout_before_commit: {
    number: 11,
    phase: "session",
    verifyBlocks: 1,
    fa: "تأیید اول بی‌پاسخ می‌ماند و ثبت نمی‌شود",
    en: "First verify is never answered and not recorded",
  },
  verify_timeout_after_commit: {
    number: 12,
    phase: "session",
    fa: "تأیید اول ثبت می‌شود ولی پاسخش نمی‌رسد",
    en: "First verify is recorded, its answer never arrives",
  },
  verify_server_error: {
    number: 13,
    phase: "session",
    verifyBlocks: 1,
    fa: "خطای ۵۰۰ در تأیید اول",
    en: "First verify answers HTTP 500",
  },
  verify_html_error: {
    number: 14,
    phase: "session",
    verifyBlocks: 1,
    fa: "صفحهٔ خطای HTML در تأیید اول",
    en: "First verify answers an HTML error page",
  },
  verify_html_error_after_commit: {
    number: 15,
    phase: "session",
    fa: "تأیید اول ثبت می‌شود ولی صفحهٔ HTML ۵۰۲ می‌آید",
    en: "First verify is recorded but answers HTML 502",
  },
  verify_busy: {
    number: 16,
    phase: "session",
    verifyBlocks: 2,
    fa: "کد ‎-12 در دو تأیید اول (تلاش بیش از حد)",
    en: "First two verifies answer -12 (too many attempts)",
  },
  amount_mismatch: {
    number: 17,
    phase: "session",
    fa: "مبلغ دیگری پرداخت می‌شود (کد ‎-50)",
    en: "Another amount is paid (-50)",
  },
  delayed_visibility: {
    number: 18,
    phase: "session",
    fa: "پرداخت تا ۵ ثانیه دیده نمی‌شود (کد ‎-51)",
    en: "Payment is invisible for 5 seconds (-51)",
  },
  missing_ref_id_on_101: {
    number: 19,
    phase: "session",
    fa: "تأیید دوباره بدون ref_id",
    en: "Repeated verify lacks ref_id",
  },
  auto_return: {
    number: 20,
    phase: "session",
    fa: "پرداخت، بازگشت گم می‌شود و پول پس از ۳ ثانیه برمی‌گردد",
    en: "Paid, the return is lost, the money goes back after 3 seconds",
  },
  cancel_stays_in_bank: {
    number: 21,
    phase: "session",
    fa: "پس از انصراف، استعلام IN_BANK می‌ماند",
    en: "After a cancel, inquiry stays IN_BANK",
  },
  duplicate_callback: {
    number: 22,
    phase: "session",
    fa: "بازگشت دوباره فرستاده می‌شود",
    en: "The return is sent twice",
  },
  lost_callback: {
    number: 23,
    phase: "session",
    fa: "پرداخت بدون بازگشت",
    en: "Paid, the return is lost",
  },
  forged_ok: {
    number: 24,
    phase: "session",
    fa: "انصراف، ولی بازگشت با Status=OK",
    en: "Canceled, but returns Status=OK",
  },
  forged_not_ok: {
    number: 25,
    phase: "session",
    fa: "پرداخت، ولی بازگشت با Status=NOK",
    en: "Paid, but returns Status=NOK",
  },
  reverse_refused: {
    number: 26,
    phase: "session",
    fa: "ریورس پذیرفته نمی‌شود (کد ‎-60)",
    en: "Reverse is refused (-60)",
  },
  reverse_timeout_after_commit: {
    number: 27,
    phase: "session",
    fa: "ریورس ثبت می‌شود ولی پاسخش نمی‌رسد",
    en: "Reverse is recorded, its answer never arrives",
  },
  refund_refused: {
    number: 28,
    phase: "session",
    fa: "استرداد پذیرفته نمی‌شود",
    en: "Refund is refused",
  },
  refund_timeout_before_commit: {
    number: 29,
    phase: "session",
    fa: "استرداد بی‌پاسخ می‌ماند و ثبت نمی‌شود",
    en: "Refund is never answered and not recorded",
  },
  refund_timeout_after_commit: {
    number: 30,
    phase: "session",
    fa: "استرداد ثبت می‌شود ولی پاسخش نمی‌رسد",
    en: "Refund is recorded, its answer never arrives",
  },
  refund_server_error: {
    number: 31,
    phase: "session",
    fa: "خطای ۵۰۰ در استرداد",
    en: "Refund answers HTTP 500",
  },
  refund_payout_rejected: {
    number: 32,
    phase: "session",
    fa: "استرداد پذیرفته می‌شود و پس از ۳ ثانیه از بانک برمی‌گردد",
    en: "Refund is taken over, the bank rejects it after 3 seconds",
  },
  old_errors: {
    number: 41,
    phase: "answer",
    fa: "خطاها به شکل قدیمی (data آرایهٔ خالی)",
    en: "Errors in the old form (data is an empty list)",
  },
  keyed_errors: {
    number: 42,
    phase: "answer",
    fa: "خطاها زیر نام فیلد",
    en: "Errors keyed by field",
  },
  listed_errors: {
    number: 43,
    phase: "answer",
    fa: "خطاها به شکل فهرست",
    en: "Errors as a list",
  },
  bare_errors: {
    number: 44,
    phase: "answer",
    fa: "خطاها بدون جزئیات (validations خالی)",
    en: "Errors whose message is the finding, validations empty",
  },
  errors_with_http_200: {
    number: 45,
    phase: "answer",
    fa: "خطاها با وضعیت HTTP ۲۰۰",
    en: "Errors travel with HTTP 200",
  },
  text_codes: {
    number: 46,
    phase: "answer",
    fa: "کدها به شکل متن",
    en: "Codes are texts",
  },
  text_shaparak_fee: {
    number: 47,
    phase: "answer",
    fa: "shaparak_fee به شکل متن",
    en: "shaparak_fee is text",
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;
export const SCENARIO_NAMES = Object.keys(SCENARIOS) as ScenarioName[];

const byNumber = new Map<number, ScenarioName>(
  SCENARIO_NAMES.map((name) => [SCENARIOS[name].number, name]),
);

/** A scenario by its name; null for anything else. */
export function asScenario(text: string | null): ScenarioName | null {
  return text !== null && Object.hasOwn(SCENARIOS, text) ? (text as ScenarioName) : null;
}

/** The scenario a merchant id asks for. */
export function scenarioOfMerchant(merchantId: string): ScenarioName | null {
  const match = merchantId.match(/-5ca0-0{10}(\d\d)$/i);
  return match ? (byNumber.get(Number(match[1])) ?? null) : null;
}

/** The scenario an amount in Rials asks for. */
export function scenarioOfAmount(amountRials: bigint): ScenarioName | null {
  const match = String(amountRials).match(/77(\d\d)0$/);
  return match ? (byNumber.get(Number(match[1])) ?? null) : null;
}

/** So many first verify calls change nothing under this scenario. */
export function verifyBlocksOf(name: ScenarioName | null): number {
  const scenario: Scenario | null = name && SCENARIOS[name];
  return scenario?.verifyBlocks ?? 0;
}
