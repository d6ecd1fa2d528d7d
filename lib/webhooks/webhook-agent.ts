import "server-only";
import type { Agent } from "undici";
import type { Mode } from "@/lib/context";
import { vettedAgent } from "@/lib/net/vetted-agent";
import { targetRules } from "./target-rules";

// On globalThis, because Next bundles routes apart; by mode, because test may reach localhost and live not.
const held = globalThis as { flatpayWebhookAgents?: Partial<Record<Mode, Agent>> };

/** The process's one agent for the endpoints of a mode; it keeps connections to receivers open. */
export function webhookAgent(mode: Mode): Agent {
  held.flatpayWebhookAgents ??= {};
  held.flatpayWebhookAgents[mode] ??= vettedAgent(targetRules(mode));
  return held.flatpayWebhookAgents[mode];
}
