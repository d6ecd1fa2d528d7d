import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector } from "undici";
import { isLoopbackAddress } from "./address-rules";
import { resolveName } from "./resolve-name";
import { bareHost, isLoopbackHost, mayConnect, type TargetRules } from "./vet-target";
import { withDeadline } from "./with-deadline";

const CONNECT_MS = 5_000;
const DNS_MS = 3_000;
/** A slow route to one address family must not end the attempt; Node would go on after 250 ms. */
const FAMILY_MS = 1_000;

/** The host is, or resolves to, an address we do not call. Its message never says which. */
export class AddressNotAllowedError extends Error {
  override readonly name = "AddressNotAllowedError";
  constructor() {
    super("address not allowed");
  }
}

/** The name has no address, or none in time. */
export class NameError extends Error {
  override readonly name = "NameError";
}

/**
 * Connections that only go where the rules allow. A name is resolved once, every answer must be allowed,
 * and the socket goes to exactly these answers: nothing is resolved again in between, so there is no
 * window for DNS rebinding. Never share one agent between rules: it keeps connections open.
 */
export function vettedAgent(rules: TargetRules, resolve = resolveName): Agent {
  const connectors = { "https:": connector(true), "http:": connector(false) };

  function connector(secure: boolean): buildConnector.connector {
    const lookup: LookupFunction = (hostname, options, callback) => {
      vettedAddresses(hostname, secure).then(
        (addresses) => {
          const answers = addresses.map((address) => ({ address, family: isIP(address) }));
          const [first] = answers;
          if (options.all) callback(null, answers);
          else callback(null, first?.address ?? "", first?.family);
        },
        (error: Error) => callback(error, ""),
      );
    };
    return buildConnector({
      timeout: CONNECT_MS,
      lookup,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: FAMILY_MS,
    });
  }

  async function vettedAddresses(hostname: string, secure: boolean): Promise<string[]> {
    const host = bareHost(hostname);
    const addresses = await withDeadline(resolve(host), DNS_MS).catch((cause) => {
      throw new NameError("the name could not be resolved", { cause });
    });
    const ours = rules.loopback && isLoopbackHost(host);
    const allowed = addresses.every((address) =>
      ours ? isLoopbackAddress(address) : mayConnect(address, rules, secure),
    );
    if (!allowed || addresses.length === 0) throw new AddressNotAllowedError();
    return addresses;
  }

  return new Agent({
    // A cap on connections per origin would make sites on one host wait for each other.
    connections: null,
    connect: (options, callback) => {
      const secure = options.protocol === "https:";
      const host = bareHost(options.hostname);
      // Node never looks up an address literal, so it is judged here.
      if (isIP(host) && !(rules.loopback && isLoopbackAddress(host))) {
        if (!mayConnect(host, rules, secure)) return callback(new AddressNotAllowedError(), null);
      }
      return connectors[secure ? "https:" : "http:"](options, callback);
    },
  });
}
