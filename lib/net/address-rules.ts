import { BlockList, isIPv4, isIPv6 } from "node:net";

/**
 * Not reachable over the public internet, or a door into someone's inside. From the IANA registry of
 * special-purpose addresses (https://www.iana.org/assignments/iana-ipv4-special-registry), plus
 * 168.63.129.16, which every Azure machine reaches as its host
 * (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16).
 */
const CLOSED_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "168.63.129.16/32",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/**
 * Of IPv6 only global unicast is open, less these. That leaves out every way to embed an IPv4 address
 * (::ffff:0:0/96, 64:ff9b::/96, 2002::/16, Teredo), unique-local, link-local, multicast, and whatever
 * is not allocated (https://www.iana.org/assignments/iana-ipv6-special-registry).
 */
const OPEN_V6 = ["2000::/3"];
const CLOSED_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"];

const closedV4 = addressList(CLOSED_V4);
const openV6 = addressList(OPEN_V6);
const closedV6 = addressList(CLOSED_V6);
const loopback = addressList(["127.0.0.0/8", "::1/128"]);

/** A list to check addresses against, from CIDRs such as `10.0.0.0/8` or `fd00::/8`. */
export function addressList(cidrs: readonly string[]): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [net = "", bits] = cidr.split("/");
    list.addSubnet(net, Number(bits), isIPv6(net) ? "ipv6" : "ipv4");
  }
  return list;
}

/** A list that holds exactly these addresses. */
export function addressesList(addresses: readonly string[]): BlockList {
  return addressList(addresses.map((address) => `${address}/${isIPv6(address) ? 128 : 32}`));
}

/** True when the list holds this address. Text that is no address is in no list. */
export function inList(list: BlockList, address: string): boolean {
  if (isIPv4(address)) return list.check(address, "ipv4");
  return isIPv6(address) && list.check(address, "ipv6");
}

/** True only for an address of the public internet; fails closed on anything it does not know. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !inList(closedV4, address);
  return inList(openV6, address) && !inList(closedV6, address);
}

/** This machine: 127.0.0.0/8 or ::1. */
export function isLoopbackAddress(address: string): boolean {
  return inList(loopback, address);
}
