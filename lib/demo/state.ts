/** The way of a payment as the demo shop shows it, in order. */
export const DEMO_STEPS = ["request", "open", "bank", "return", "webhook", "inquiry"] as const;
export type DemoStepKey = (typeof DEMO_STEPS)[number];

type DemoStepState = "todo" | "doing" | "done" | "failed";

/** What is known of one step. `detail` and `raw` are for readers; a secret is never among them. */
export type DemoStep = {
  state: DemoStepState;
  /** ISO 8601 UTC, or null when the shop cannot know. */
  at: string | null;
  detail: { label: string; value: string }[];
  /** The string to sign, or a body, as it travelled. */
  raw?: string;
};

/** `opening`: the request is under way; `refused`: it was not answered with a payment. */
export const DEMO_STATUSES = [
  "opening",
  "refused",
  "created",
  "open",
  "verifying",
  "paid",
  "failed",
  "canceled",
  "expired",
] as const;
export type DemoStatus = (typeof DEMO_STATUSES)[number];

/** As whom the demos register their apps: these are nobody's own, so a first run does not count them. */
export const DEMO_OPERATORS = ["demo-shop", "terminal-demo"] as const;
