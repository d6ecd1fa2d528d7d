import "server-only";
import type { TargetRules, VettedTarget } from "@/lib/net/vet-target";
import type { ClaimedDelivery } from "./claim-deliveries";
import { openEndpointSecrets } from "./endpoint-secrets";
import { vetEventTarget } from "./post-event";
import { targetRules } from "./target-rules";

type Endpoint = ClaimedDelivery["endpoint"];
type Ready = { target: VettedTarget; secrets: string[] };
type Known = Ready & {
  endpoint: Endpoint;
  rules: TargetRules;
  /** When the first of the older secrets ends, in milliseconds; Infinity when there is none. */
  untilMs: number;
};

const KNOWN_MAX = 1_000;
/** By endpoint id, the least recently made first. */
const known = new Map<string, Known>();

/**
 * An endpoint's address, judged, and the secrets that sign now. Kept from one delivery to the next, because
 * opening and judging take as long as sending does; made anew as soon as its row says anything else.
 * @throws SealError when APP_SECRET is not the one the secrets were sealed with.
 */
export function readyEndpoint(endpoint: Endpoint, nowMs = Date.now()): Ready {
  const kept = known.get(endpoint.id);
  const rules = targetRules(endpoint.mode);
  if (kept?.rules === rules && nowMs < kept.untilMs && isSame(kept.endpoint, endpoint)) {
    kept.endpoint = endpoint;
    return kept;
  }
  const secrets = openEndpointSecrets(endpoint, nowMs);
  const target = vetEventTarget(endpoint.url, endpoint.mode);
  const ends = endpoint.previousSecrets.map(({ expires_at }) => Date.parse(expires_at));
  const untilMs = Math.min(Number.POSITIVE_INFINITY, ...ends.filter((end) => end > nowMs));
  const made = { target, secrets, endpoint, rules, untilMs };
  known.delete(endpoint.id);
  known.set(endpoint.id, made);
  const [oldest] = known.keys();
  if (known.size > KNOWN_MAX && oldest !== undefined) known.delete(oldest);
  return made;
}

function isSame(a: Endpoint, b: Endpoint): boolean {
  // Deliveries of one claim share it.
  if (a === b) return true;
  return (
    a.url === b.url &&
    a.secretEnc === b.secretEnc &&
    a.previousSecrets.length === b.previousSecrets.length &&
    a.previousSecrets.every(({ enc }, n) => enc === b.previousSecrets[n]?.enc)
  );
}
