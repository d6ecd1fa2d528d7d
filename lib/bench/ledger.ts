/** A transaction as the answer to its request told of it. */
export type Opened = {
  id: string;
  orderId: string;
  amountRials: number;
  authority: string;
};

/** A paid return whose signature was right, as the redirect told of it. */
export type Returned = { id: string; amountRials: number; refId: string };

/** Everything the load generator saw; what the books are compared with. */
export type Ledger = {
  opened: Opened[];
  returned: Returned[];
  /** Answers that are wrong in themselves, in words; the first few of them. */
  wrong: string[];
  wrongCount: number;
};

/** What the provider double wrote down for itself. */
export type ProviderLedger = {
  calls: number;
  sessions: number;
  /** Sessions verified at least once, and their money. */
  verified: number;
  verifiedRials: number;
};
