/**
 * What `npm run mutation` changes, and the tests that must notice: those of the rooms alone. Whole
 * histories, server processes and the console would notice more, but are too slow for every mutant.
 * `floor`: the score under which the command fails; a little less than was measured.
 *
 * @type {Record<string, {
 *   mutate: string[], tests: string[], excluded: string[], ignoreStatic: boolean, floor: number
 * }>}
 */
export const GROUPS = {
  signing: {
    mutate: [
      "lib/signing/fp1.ts",
      "lib/gates/api-key.ts",
      "lib/keys/burn-nonce.ts",
      "lib/keys/find-signing-key.ts",
      "lib/transactions/sign-return.ts",
      "lib/webhooks/sign-webhook.ts",
      "lib/crypto/seal.ts",
      "lib/crypto/fingerprint.ts",
    ],
    tests: [
      "lib/{signing,crypto,keys}/*.test.ts",
      "lib/webhooks/sign-webhook.test.ts",
      "lib/gates/api-key.test.ts",
      "lib/transactions/{sign-return,settle}.test.ts",
      "app/v1/pay/request/route.test.ts",
    ],
    excluded: [],
    // The patterns of headers and signatures are static.
    ignoreStatic: false,
    floor: 0,
  },
  settle: {
    mutate: [
      "lib/transactions/state.ts",
      "lib/transactions/receive-callback.ts",
      "lib/transactions/settle-attempt.ts",
      "lib/transactions/claim-attempt.ts",
      "lib/transactions/ask-provider.ts",
      "lib/transactions/record-paid.ts",
      "lib/transactions/record-unsettled.ts",
      "lib/transactions/end-unpaid.ts",
      "lib/transactions/accept-late-payment.ts",
      "lib/transactions/return-late-payment.ts",
      "lib/transactions/settle-exception.ts",
      "lib/transactions/end-exception.ts",
      "lib/transactions/reverse-twice-paid.ts",
      "lib/transactions/compare-paid.ts",
    ],
    tests: [
      "lib/transactions/{settle,two-sessions,late-payment,reconcile,state}.test.ts",
      "lib/transactions/{settle-attempt,settle-exception,recheck-transaction}.test.ts",
      "lib/transactions/{ask-provider,record-paid,record-unsettled}.test.ts",
    ],
    excluded: ["StringLiteral"],
    ignoreStatic: true,
    floor: 0,
  },
  refunds: {
    mutate: [
      "lib/refunds/request-refund.ts",
      "lib/refunds/reserve-refund.ts",
      "lib/refunds/choose-way.ts",
      "lib/refunds/choose-way-now.ts",
      "lib/refunds/read-facts.ts",
      "lib/refunds/take-turn.ts",
      "lib/refunds/carry-out-refund.ts",
      "lib/refunds/look-up-refund.ts",
      "lib/refunds/verdict.ts",
      "lib/refunds/record-open.ts",
      "lib/refunds/record-refund-end.ts",
      "lib/refunds/approve-refund.ts",
      "lib/refunds/decline-refund.ts",
      "lib/refunds/settle-refund.ts",
      "lib/refunds/is-own-request.ts",
      "lib/refunds/is-settleable.ts",
    ],
    // Not parts.test.ts, which waits for the provider's pace, nor lists and the API.
    tests: ["lib/refunds/{approval,choose-way,refund,settle-refund,unknown,verdict}.test.ts"],
    excluded: ["StringLiteral"],
    ignoreStatic: true,
    floor: 0,
  },
};
