/** The codes the simulator gives, in ZarinPal's own words. ZarinPal docs: https://www.zarinpal.com/docs/paymentGateway/errorList */
export const CODE_TEXTS = {
  [-9]: "The input params invalid, validation error.",
  [-11]: "Terminal is not active, please contact our support team.",
  [-12]: "To many attempts, please try again later.",
  [-32]: "Wages is not valid, Total wages(floating) has been overload max amount.",
  [-35]: "Wages is not valid, Total wages(floating) has been reached the limit in max parts.",
  [-36]: "The minimum amount for wages(floating) should be 10,000 Rials",
  [-41]: "Maximum amount is 100,000,000 tomans.",
  [-50]: "Session is not valid, amounts values is not the same.",
  [-51]: "Session is not valid, session is not active paid try.",
  [-53]: "Session is not this merchant_id session",
  [-54]: "Invalid authority.",
  [-55]: "manual payment request not found.",
  [-60]: "Session can not be reversed with bank.",
  [-61]: "Session is not in success status.",
  [-63]: "Maximum time for reverse this session is expired.",
} as const;
export type ErrorCode = keyof typeof CODE_TEXTS;
