import { env } from "@/lib/env";
import { BrokerError } from "@/lib/errors";

/** The demo pays with test money only, so it goes with the sandbox. */
export function isDemoOn(): boolean {
  return env().SANDBOX;
}

/** First line of every demo route. @throws BrokerError `route_not_found` where the demo is off. */
export function requireDemo(): void {
  if (!isDemoOn()) throw new BrokerError("not_found", "route_not_found");
}
