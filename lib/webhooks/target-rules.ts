import type { Mode } from "@/lib/context";
import { env, isLocalDeployment } from "@/lib/env";
import { BrokerError } from "@/lib/errors";
import { addressList } from "@/lib/net/address-rules";
import { bareHost, type TargetRules, vetTarget } from "@/lib/net/vet-target";

/**
 * Whom endpoints of a mode may name: the public internet by https, the operator's WEBHOOK_ALLOW_CIDRS,
 * and, when the whole deployment is on this machine, localhost for test mode (the demo shop listens
 * there). A deployment with a public name is never called by itself.
 */
export function targetRules(mode: Mode): TargetRules {
  const { PUBLIC_URL, WEBHOOK_ALLOW_CIDRS } = env();
  if (known?.publicUrl !== PUBLIC_URL || known.cidrs !== WEBHOOK_ALLOW_CIDRS) {
    const strict = {
      loopback: false,
      allowed: WEBHOOK_ALLOW_CIDRS.length > 0 ? addressList(WEBHOOK_ALLOW_CIDRS) : null,
      ownHost: bareHost(new URL(PUBLIC_URL).hostname),
    };
    const rules = { live: strict, test: { ...strict, loopback: isLocalDeployment() } };
    known = { publicUrl: PUBLIC_URL, cidrs: WEBHOOK_ALLOW_CIDRS, rules };
  }
  return known.rules[mode];
}

type Known = {
  publicUrl: string;
  cidrs: readonly string[];
  rules: Record<Mode, TargetRules>;
};
/** They are asked for with every delivery. */
let known: Known | undefined;

/**
 * An endpoint's address as it is stored.
 * @throws BrokerError `invalid_request` `invalid_url` or `url_not_allowed` (field `url`)
 */
export function vetEndpointUrl(text: string, mode: Mode): string {
  const target = vetTarget(text, targetRules(mode));
  if (target.refusal) throw new BrokerError("invalid_request", target.refusal, { field: "url" });
  return target.url.href;
}
