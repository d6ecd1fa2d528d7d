/** One POST and what came back, as an operator may read it. Times in whole milliseconds. */
export type Exchange = {
  /** Where it went: the endpoint's address may have changed since. */
  url: string;
  /** Parts of opening the connection; null where there was none: it was open already, or never came to it. */
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  /** From the request to the answer's first byte; null when none came. */
  firstByteMs: number | null;
  durationMs: number;
  /** Null: there was no answer. */
  status: number | null;
  /** As sent, the signature included: it proves and reveals nothing. Null: nothing was sent. */
  requestHeaders: Record<string, string> | null;
  /** Secrets masked. */
  responseHeaders: Record<string, string> | null;
  /** At most 4 KiB, control characters stripped, secrets masked. */
  responseBody: string | null;
};
