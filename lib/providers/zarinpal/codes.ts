/** One of ZarinPal's codes in its own English and Persian words. */
export type CodeWords = { en: string; fa: string };

/**
 * ZarinPal v4's codes. The old WebGate API used some of the same numbers with other meanings: never
 * merge the tables.
 * ZarinPal docs: https://www.zarinpal.com/docs/paymentGateway/errorList
 */
export const CODES: Readonly<Record<string, CodeWords>> = {
  "-9": {
    en: "The input params invalid, validation error.",
    fa: "خطای اعتبارسنجی داده‌های ارسالی.",
  },
  "-10": {
    en: "Terminal is not valid, please check merchant_id or ip address.",
    fa: "آی‌پی یا مرچنت‌کد پذیرنده صحیح نیست.",
  },
  "-11": {
    en: "Terminal is not active, please contact our support team.",
    fa: "مرچنت‌کد فعال نیست. پذیرنده مشکل خود را به امور مشتریان زرین‌پال ارجاع دهد.",
  },
  "-12": {
    en: "To many attempts, please try again later.",
    fa: "تلاش بیش از دفعات مجاز در یک بازهٔ زمانی کوتاه. کمی بعد دوباره تلاش کنید.",
  },
  "-13": {
    en: "terminal limit reached.",
    fa: "خطای مربوط به محدودیت تراکنش. برای رفع آن مدارک خود را با مراجعه به پشتیبانی تکمیل کنید.",
  },
  "-14": {
    en: "The callback URL domain does not match the registered terminal domain.",
    fa: "نشانی بازگشت با دامنهٔ ثبت‌شدهٔ درگاه مغایرت دارد.",
  },
  "-15": {
    en: "Terminal user is suspend : (please contact our support team).",
    fa: "درگاه پرداخت به حالت تعلیق در آمده است. پذیرنده مشکل خود را به امور مشتریان زرین‌پال ارجاع دهد.",
  },
  "-16": {
    en: "Terminal user level is not valid : ( please contact our support team).",
    fa: "سطح تأیید پذیرنده پایین‌تر از سطح نقره‌ای است.",
  },
  "-17": {
    en: "Terminal user level is not valid : ( please contact our support team).",
    fa: "محدودیت پذیرنده در سطح آبی.",
  },
  "-18": {
    en: "The referrer address does not match the registered domain.",
    fa: "نشانی ارجاع‌دهنده با دامنهٔ ثبت‌شدهٔ درگاه یکسان نیست.",
  },
  "-19": {
    en: "Terminal user transactions are banned.",
    fa: "ایجاد تراکنش برای این ترمینال امکان‌پذیر نیست.",
  },
  "-30": {
    en: "Terminal do not allow to accept floating wages.",
    fa: "پذیرنده اجازهٔ دسترسی به سرویس تسویهٔ اشتراکی شناور را ندارد.",
  },
  "-31": {
    en: "Terminal do not allow to accept wages, please add default bank account in panel.",
    fa: "حساب بانکی تسویه را به پنل اضافه کنید. مقادیر واردشده برای تسهیم درست نیست.",
  },
  "-32": {
    en: "Wages is not valid, Total wages(floating) has been overload max amount.",
    fa: "مبلغ واردشده برای تسهیم از مبلغ کل تراکنش بیشتر است.",
  },
  "-33": { en: "Wages floating is not valid.", fa: "درصدهای واردشده صحیح نیست." },
  "-34": {
    en: "Wages is not valid, Total wages(fixed) has been overload max amount.",
    fa: "مبلغ واردشده برای تسهیم از مبلغ کل تراکنش بیشتر است.",
  },
  "-35": {
    en: "Wages is not valid, Total wages(floating) has been reached the limit in max parts.",
    fa: "تعداد افراد دریافت‌کنندهٔ تسهیم بیش از حد مجاز است.",
  },
  "-36": {
    en: "The minimum amount for wages(floating) should be 10,000 Rials",
    fa: "حداقل مبلغ جهت تسهیم باید ۱۰٬۰۰۰ ریال باشد.",
  },
  "-37": {
    en: "One or more iban entered for wages(floating) from the bank side are inactive.",
    fa: "یک یا چند شمارهٔ شبای واردشده برای تسهیم از سمت بانک غیرفعال است.",
  },
  "-38": {
    en: "Wages need to set Iban in shaparak.",
    fa: "شبا در شاپرک درست تعریف نشده است. دقایقی دیگر تلاش کنید.",
  },
  "-39": {
    en: "Wages have a error!",
    fa: "در تسهیم خطایی رخ داده است. به امور مشتریان زرین‌پال اطلاع دهید.",
  },
  // The documents leave the Persian of -40 blank.
  "-40": {
    en: "Invalid extra params, expire_in is not valid.",
    fa: "پارامترهای اضافی نامعتبرند: expire_in صحیح نیست.",
  },
  "-41": {
    en: "Maximum amount is 100,000,000 tomans.",
    fa: "حداکثر مبلغ پرداختی ۱۰۰ میلیون تومان است.",
  },
  "-50": {
    en: "Session is not valid, amounts values is not the same.",
    fa: "مبلغ پرداخت‌شده با مبلغ ارسالی در تأیید متفاوت است.",
  },
  "-51": { en: "Session is not valid, session is not active paid try.", fa: "پرداخت ناموفق." },
  "-52": {
    en: "Oops!!, please contact our support team",
    fa: "خطای غیرمنتظره‌ای رخ داده است. پذیرنده مشکل خود را به امور مشتریان زرین‌پال ارجاع دهد.",
  },
  "-53": {
    en: "Session is not this merchant_id session",
    fa: "پرداخت متعلق به این مرچنت‌کد نیست.",
  },
  "-54": { en: "Invalid authority.", fa: "اتوریتی نامعتبر است." },
  "-55": { en: "manual payment request not found.", fa: "تراکنش مورد نظر یافت نشد." },
  "-60": {
    en: "Session can not be reversed with bank.",
    fa: "امکان ریورس کردن تراکنش با بانک وجود ندارد.",
  },
  "-61": {
    en: "Session is not in success status.",
    fa: "تراکنش موفق نیست یا پیش‌تر ریورس شده است.",
  },
  "-62": { en: "Terminal ip limit most be active.", fa: "آی‌پی درگاه ست نشده است." },
  "-63": {
    en: "Maximum time for reverse this session is expired.",
    fa: "حداکثر زمان (۳۰ دقیقه) برای ریورس کردن این تراکنش منقضی شده است.",
  },
  "100": { en: "Success", fa: "عملیات موفق." },
  "101": { en: "Verified", fa: "تراکنش پیش‌تر تأیید شده است." },
};

/** Persian words for a code; one that the documents do not list still gets a sentence. */
export function persianWords(code: string): string {
  return CODES[code]?.fa ?? `درگاه درخواست را نپذیرفت (کد ${code}).`;
}
