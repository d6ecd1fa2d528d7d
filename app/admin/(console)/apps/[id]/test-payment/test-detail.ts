import type { getTestPayment } from "@/lib/test-payments/get-test-payment";

/** A test payment with its steps, as its pages read it. */
export type TestDetail = Awaited<ReturnType<typeof getTestPayment>>;
