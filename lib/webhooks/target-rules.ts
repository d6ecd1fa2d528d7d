import type { Mode } from "@/lib/context";
import { env, isLocalDeployment } from "@/lib/env";
import { addressList } from "@/lib/net/address-rules";
import { bareHost, type TargetRules } from "@/lib/net/vet-target";

/**
 * Whom endpoints of a mode may name: the public internet by https, the operator's WEBHOOK_ALLOW_CIDRS,
 * and, when the whole deployment is on this machine, localhost for test mode (the demo shop listens
 * there). A deployment with a public name is never called by itself.
 */
export function targetRules(mode: Mode): TargetRules {
  const { PUBLIC_URL, WEBHOOK_ALLOW_CIDRS } = env();
  return {
    loopback: mode === "test" && isLocalDeployment(),
    allowed: WEBHOOK_ALLOW_CIDRS.length > 0 ? addressList(WEBHOOK_ALLOW_CIDRS) : null,
    ownHost: bareHost(new URL(PUBLIC_URL).hostname),
  };
}
