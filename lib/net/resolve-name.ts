import { lookup, Resolver } from "node:dns/promises";
import { cachedResolver, type FoundName } from "./cached-resolver";

/** c-ares waits this long for a silent server; with one try it gives up after about 3 s. */
const DNS_MS = 2_000;
/** The hosts file says nothing of how long it stays as it is. */
const LOCAL_MS = 60_000;

/**
 * Every address of a host name, IPv4 first, remembered for up to a minute.
 *
 * DNS is asked by c-ares, because `getaddrinfo` runs on the four threads that also hash passwords and
 * read files, where a few silent name servers would hold up the whole process
 * (https://nodejs.org/docs/latest-v20.x/api/dns.html#implementation-considerations). Only names that DNS
 * does not know, such as those of /etc/hosts, go on to `getaddrinfo`.
 * @throws the resolver's error, with its `code`, when there is no address.
 */
export const resolveName = cachedResolver(findName);

async function findName(hostname: string): Promise<FoundName> {
  if (hostname === "localhost") return findLocally(hostname);
  const resolver = new Resolver({ timeout: DNS_MS, tries: 1 });
  const answers = await Promise.allSettled([
    resolver.resolve4(hostname, { ttl: true }),
    resolver.resolve6(hostname, { ttl: true }),
  ]);
  const records = answers.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  if (records.length > 0) {
    const ttlMs = 1_000 * Math.min(...records.map(({ ttl }) => ttl));
    return { addresses: records.map(({ address }) => address), ttlMs };
  }
  const timedOut = answers.find((one) => one.status === "rejected" && isTimeout(one.reason));
  if (timedOut?.status === "rejected") throw timedOut.reason;
  return findLocally(hostname);
}

async function findLocally(hostname: string): Promise<FoundName> {
  const found = await lookup(hostname, { all: true, order: "ipv4first" });
  return { addresses: found.map(({ address }) => address), ttlMs: LOCAL_MS };
}

function isTimeout(error: unknown): boolean {
  return (error as { code?: unknown }).code === "ETIMEOUT";
}
