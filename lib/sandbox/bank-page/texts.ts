export type Language = "fa" | "en";

/** The pay page is another company's page, so its words live here and not with the broker's. */
export const TEXTS = {
  fa: {
    title: "درگاه پرداخت آزمایشی",
    strip: "شبیه‌ساز درگاه، پولی جابه‌جا نمی‌شود",
    amount: "مبلغ پرداخت",
    toman: "تومان",
    rial: "ریال",
    shop: "پذیرنده",
    description: "شرح",
    order: "شمارهٔ سفارش",
    card: "فقط با کارت",
    authority: "کد پیگیری نشست",
    until: "مهلت پرداخت",
    what: "این پرداخت چگونه تمام شود؟",
    pay: "پرداخت",
    cancel: "انصراف",
    fail: "ناموفق",
    close: "بستن بدون بازگشت",
    payHint: "پرداخت می‌شود و به فروشگاه برمی‌گردید.",
    faults: "خطاهای ساختگی",
    faultsHint: "سناریو را انتخاب کنید، سپس یکی از دکمه‌های بالا را بزنید.",
    noFault: "بدون خطا",
    active: "سناریوی این پرداخت",
    back: "بازگشت به فروشگاه",
    closedTitle: "صفحه بسته شد",
    closedPaid: "پرداخت انجام شد، ولی خریدار به فروشگاه بازنگشت. فروشگاه باید خودش از درگاه بپرسد.",
    closedUnpaid: "خریدار بدون پرداخت و بدون بازگشت رفت. نشست تا پایان مهلت باز می‌ماند.",
    twiceTitle: "بازگشت دوباره",
    twiceText: "بازگشت یک بار در پس‌زمینه فرستاده شد؛ تا دو ثانیهٔ دیگر دوباره فرستاده می‌شود.",
    overTitle: "این نشست پایان یافته است",
    overPaid: "این پرداخت پیش‌تر انجام شده است.",
    overUnpaid: "این پرداخت لغو شده، ناموفق بوده یا مهلتش گذشته است.",
    unknownTitle: "نشست پرداخت پیدا نشد",
    unknownText: "نشانی این صفحه درست نیست یا نشست آن ساخته نشده است.",
    other: "English",
  },
  en: {
    title: "Test payment gateway",
    strip: "Gateway simulator: no money moves",
    amount: "Amount",
    toman: "Toman",
    rial: "Rial",
    shop: "Shop",
    description: "Description",
    order: "Order",
    card: "Only with card",
    authority: "Session authority",
    until: "Pay before",
    what: "How should this payment end?",
    pay: "Pay",
    cancel: "Cancel",
    fail: "Fail",
    close: "Close without returning",
    payHint: "The payment succeeds and you go back to the shop.",
    faults: "Scripted faults",
    faultsHint: "Pick a scenario, then press one of the buttons above.",
    noFault: "No fault",
    active: "Scenario of this payment",
    back: "Back to the shop",
    closedTitle: "The page was closed",
    closedPaid:
      "The payment was made, but the shopper did not come back. The shop must ask the gateway itself.",
    closedUnpaid:
      "The shopper left without paying and without coming back. The session stays open until its deadline.",
    twiceTitle: "Returning twice",
    twiceText: "The return was sent once in the background; in two seconds it is sent again.",
    overTitle: "This session has ended",
    overPaid: "This payment has already been made.",
    overUnpaid: "This payment was canceled, failed, or its time ran out.",
    unknownTitle: "No such payment session",
    unknownText: "The address of this page is wrong, or its session was never made.",
    other: "فارسی",
  },
} as const satisfies Record<Language, Record<string, string>>;

/** `?lang=`, else what the browser prefers of the two, else Persian. */
export function languageOf(url: URL, acceptLanguage: string | null): Language {
  const asked = url.searchParams.get("lang") ?? acceptLanguage ?? "";
  const first = asked.toLowerCase().match(/\b(fa|en)\b/)?.[1];
  return first === "en" ? "en" : "fa";
}
