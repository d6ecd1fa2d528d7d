import { Agent, type Client, Pool } from "undici";
import { resolveName } from "./resolve-name";
import { TracedClient } from "./traced-client";
import type { TargetRules } from "./vet-target";
import { type Resolve, vettedConnector } from "./vetted-connector";

/**
 * Connections that only go where the rules allow (`vettedConnector`), each with what opening it took.
 * Never share one agent between rules: it keeps connections open.
 * @param ca trusted instead of Node's own authorities, in PEM; for tests
 */
export function vettedAgent(
  rules: TargetRules,
  resolve: Resolve = resolveName,
  ca?: string,
): Agent {
  const open = vettedConnector(rules, resolve, ca);
  return new Agent({
    factory: (origin, options: Client.Options) =>
      new Pool(origin, {
        ...options,
        // A cap on connections per origin would make sites on one host wait for each other.
        connections: null,
        factory: (_, clientOptions: Client.Options) =>
          new TracedClient(new URL(origin), clientOptions, open),
      }),
  });
}
