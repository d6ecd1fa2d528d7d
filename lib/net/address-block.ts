import { isIPv6 } from "node:net";

/**
 * What to count one caller under: an IPv4 address as it is, an IPv6 address as its /64, since whoever
 * has one address of a /64 has all of them (RFC 6177). Text that is no address stays as it is.
 */
export function addressBlock(address: string): string {
  const [bare = ""] = address.split("%");
  if (!isIPv6(bare)) return address;
  // The URL parser writes every spelling of an address in one way, without dotted quads.
  const plain = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const [head = "", tail] = plain.split("::");
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const [before, after] = [groups(head), groups(tail ?? "")];
  const zeros = Array<string>(8 - before.length - after.length).fill("0");
  return `${[...before, ...zeros, ...after].slice(0, 4).join(":")}::/64`;
}
