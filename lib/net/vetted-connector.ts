import { isIP, type Socket } from "node:net";
import { buildConnector } from "undici";
import { addressesList, isLoopbackAddress } from "./address-rules";
import { openSocket } from "./open-socket";
import type { Opening } from "./opening";
import type { OpenConnection } from "./traced-client";
import { bareHost, isLoopbackHost, mayConnect, type TargetRules } from "./vet-target";
import { withDeadline } from "./with-deadline";

const DNS_MS = 3_000;
const TLS_MS = 5_000;

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

/** Every address of a host name. Throws when there is none. */
export type Resolve = (hostname: string) => Promise<string[]>;

/**
 * Opens connections that only go where the rules allow, and says what each part took. A name is resolved
 * once, every answer must be allowed, and the socket goes to exactly these answers: nothing is resolved
 * again in between, so there is no window for DNS rebinding.
 */
export function vettedConnector(rules: TargetRules, resolve: Resolve, ca?: string): OpenConnection {
  // One for all, because it holds the TLS sessions that make a receiver's next handshake shorter.
  const secureConnector = buildConnector({ timeout: TLS_MS, ...(ca ? { ca } : {}) });

  const startTls = (options: buildConnector.Options) =>
    new Promise<Socket>((done, failed) => {
      secureConnector(options, (error, socket) => (error ? failed(error) : done(socket)));
    });

  async function vettedAddresses(host: string, secure: boolean): Promise<string[]> {
    const [addresses, own] = await Promise.all([
      isIP(host) ? [host] : withDeadline(resolve(host), DNS_MS).catch(refuseName),
      ownAddresses(rules, resolve),
    ]);
    const ours = rules.loopback && isLoopbackHost(host);
    const allowed = addresses.every((address) =>
      ours ? isLoopbackAddress(address) : mayConnect(address, rules, secure, own),
    );
    if (!allowed || addresses.length === 0) throw new AddressNotAllowedError();
    return addresses;
  }

  return (options, opened, callback) => {
    const secure = options.protocol === "https:";
    const host = bareHost(options.hostname);
    const opening: Opening = {
      startedAt: performance.now(),
      named: !isIP(host),
      secure,
      resolvedAt: null,
      connectedAt: null,
      securedAt: null,
    };
    opened(opening);

    async function open(): Promise<Socket> {
      const addresses = await vettedAddresses(host, secure);
      opening.resolvedAt = performance.now();
      const socket = await openSocket(addresses, Number(options.port) || (secure ? 443 : 80));
      opening.connectedAt = performance.now();
      if (!secure) return socket;
      const secured = await startTls({ ...options, httpSocket: socket });
      opening.securedAt = performance.now();
      return secured;
    }
    open().then(
      (socket) => callback(null, socket),
      (error) => callback(error, null),
    );
  };
}

/** @throws NameError always: the resolver's own error is its cause. */
function refuseName(cause: unknown): never {
  throw new NameError("the name could not be resolved", { cause });
}

/**
 * Where this deployment itself is reached. A name server that does not know our name must not stop every
 * delivery, so then nothing is added to the other rules: our host name is refused all the same.
 */
async function ownAddresses({ ownHost }: TargetRules, resolve: Resolve) {
  if (ownHost === null || isLoopbackHost(ownHost)) return null;
  const known = isIP(ownHost)
    ? [ownHost]
    : await withDeadline(resolve(ownHost), DNS_MS).catch(() => []);
  return addressesList(known);
}
