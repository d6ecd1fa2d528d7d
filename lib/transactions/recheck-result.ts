/**
 * What came of an operator's recheck. `answered`: the provider was asked and said something, or nothing
 * within its deadline. `still_asking`: the answer takes longer than a person waits; it is recorded when it
 * comes. In the rest nothing was asked: the transaction is `final`, `frozen` until an operator settles it,
 * or the provider never gave a session for it (`not_opened`).
 */
export const RECHECK_RESULTS = [
  "answered",
  "still_asking",
  "final",
  "frozen",
  "not_opened",
] as const;
export type RecheckResult = (typeof RECHECK_RESULTS)[number];
