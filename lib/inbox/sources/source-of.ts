import "server-only";
import type { SQL } from "drizzle-orm";
import type { StuckKind } from "../state";
import { openAlerts } from "./alerts";
import { endingKeys } from "./keys";
import { exceptions, verifying } from "./payments";
import { stuckRefunds } from "./refunds";
import type { Scope } from "./scope";
import { failingEndpoints, undelivered } from "./webhooks";

const SOURCES: Record<StuckKind, (scope: Scope) => SQL> = {
  exception: exceptions,
  alert: openAlerts,
  verifying,
  refund: stuckRefunds,
  endpoint: failingEndpoints,
  delivery: undelivered,
  key: endingKeys,
};

/** The statement that selects what is stuck in one way. */
export function sourceOf(kind: StuckKind, scope: Scope): SQL {
  return SOURCES[kind](scope);
}
