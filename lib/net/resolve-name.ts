import { lookup, Resolver } from "node:dns/promises";

/** c-ares waits this long for a silent server; with one try it gives up after about 3 s. */
const DNS_MS = 2_000;

/**
 * Every address of a host name, IPv4 first.
 *
 * DNS is asked by c-ares, because `getaddrinfo` runs on the four threads that also hash passwords and
 * read files, where a few silent name servers would hold up the whole process
 * (https://nodejs.org/docs/latest-v20.x/api/dns.html#implementation-considerations). Only names that DNS
 * does not know, such as those of /etc/hosts, go on to `getaddrinfo`.
 * @throws the resolver's error, with its `code`, when there is no address.
 */
export async function resolveName(hostname: string): Promise<string[]> {
  if (hostname === "localhost") return lookUpLocally(hostname);
  const resolver = new Resolver({ timeout: DNS_MS, tries: 1 });
  const answers = await Promise.allSettled([
    resolver.resolve4(hostname),
    resolver.resolve6(hostname),
  ]);
  const addresses = answers.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  if (addresses.length > 0) return addresses;
  const timedOut = answers.find((one) => one.status === "rejected" && isTimeout(one.reason));
  if (timedOut?.status === "rejected") throw timedOut.reason;
  return lookUpLocally(hostname);
}

async function lookUpLocally(hostname: string): Promise<string[]> {
  const found = await lookup(hostname, { all: true, order: "ipv4first" });
  return found.map(({ address }) => address);
}

function isTimeout(error: unknown): boolean {
  return (error as { code?: unknown }).code === "ETIMEOUT";
}
