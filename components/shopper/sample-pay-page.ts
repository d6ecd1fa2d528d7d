import type { PayPage } from "./pay-page";

/** An open payment with everything on it, for tests. */
export const samplePayPage: PayPage = {
  transactionId: "trx_01JD8Z6T3Q4W5E6R7T8Y9VBNMC",
  orderId: "A-1001",
  status: "open",
  mode: "test",
  amountRials: 150_000n,
  description: "خرید اشتراک ماهانه",
  merchantName: "فروشگاه کتاب",
  logoUrl: null,
  supportUrl: "https://shop.example/support",
  expiresAt: new Date("2026-11-21T10:45:00.000Z"),
  paidAt: null,
  refId: null,
  cardPan: null,
  failure: null,
  handOff: { method: "GET", url: "https://payment.zarinpal.com/pg/StartPay/A0001" },
  returnUrl: "https://shop.example/return?status=paid&signature=00",
};
