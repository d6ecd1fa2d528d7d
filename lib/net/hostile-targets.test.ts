import { isIPv6 } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { postVetted } from "./post-vetted";
import { type TargetRules, vetTarget } from "./vet-target";
import { vettedAgent } from "./vetted-agent";

const OWN = "pay.example.ir";
const rules: TargetRules = { loopback: false, allowed: null, ownHost: OWN };

/** The first and last address of every range that is not the public internet's, and what hides behind some. */
const HOSTILE_ADDRESSES = [
  ...["0.0.0.0", "0.255.255.255"],
  ...["10.0.0.0", "10.255.255.255"],
  // Carrier-grade NAT; also Alibaba's metadata.
  ...["100.64.0.0", "100.127.255.255", "100.100.100.200"],
  ...["127.0.0.0", "127.0.0.1", "127.255.255.255"],
  // What every Azure machine reaches as its host.
  "168.63.129.16",
  ...["169.254.0.0", "169.254.169.254", "169.254.255.255"],
  ...["172.16.0.0", "172.31.255.255"],
  ...["192.0.0.0", "192.0.0.255", "192.0.2.0", "192.0.2.255"],
  ...["192.31.196.0", "192.31.196.255", "192.52.193.0", "192.52.193.255"],
  ...["192.88.99.0", "192.88.99.255", "192.168.0.0", "192.168.255.255"],
  ...["192.175.48.0", "192.175.48.255", "198.18.0.0", "198.19.255.255"],
  ...["198.51.100.0", "198.51.100.255", "203.0.113.0", "203.0.113.255"],
  ...["224.0.0.0", "239.255.255.255", "240.0.0.0", "255.255.255.255"],
  // Unspecified, loopback, and IPv4 in IPv6: compatible, mapped, translated, ISATAP.
  ...[
    "::",
    "::1",
    "::7f00:1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::ffff:8.8.8.8",
  ],
  ...["::ffff:0:127.0.0.1", "::5efe:7f00:1"],
  // NAT64 (also of local use), discard, Teredo, ORCHID, benchmarking, documentation, 6to4, AS112.
  ...["64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "100::1", "2001::1", "2001:0:7f00:1::", "2001:2::1"],
  ...["2001:20::1", "2001:1ff:ffff::1", "2001:db8::1", "2002:7f00:1::", "2620:4f:8000::1"],
  ...["3fff::1", "4000::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "febf::1", "fec0::1"],
  ...["ff02::1", "1fff:ffff::1"],
];

/** URLs that say one of them, or our own name, in a roundabout way, or go where no webhook belongs. */
const HOSTILE_URLS = [
  ...["https://127.1/", "https://0x7f.1/", "https://0x7f000001/", "https://2130706433/"],
  ...["https://0177.0.0.1/", "https://017700000001/", "https://0/", "https://127.0.0.1./"],
  ...["https://①②⑦.⓪.⓪.①/", "https://127。0。0。1/", "https://%31%32%37.0.0.1/"],
  ...["https://169.254.169.254/latest/meta-data/", "https://0xa9fea9fe/", "https://2852039166/"],
  ...[
    "https://[0:0:0:0:0:ffff:7f00:0001]/",
    "https://[::ffff:0x7f.1]/",
    "https://[fe80::1%25eth0]/",
  ],
  ...["https://localhost/", "https://LOCALHOST./", "https://shop.localhost/", "https://ⓛocalhost/"],
  ...[`https://${OWN}/v1`, `https://${OWN.toUpperCase()}.:8443/`, `https://user@${OWN}/`],
  ...[
    "https://user@shop.example/",
    "https://user:pass@shop.example/",
    "https://:pass@shop.example/",
  ],
  ...["https://shop.example:22/", "https://shop.example:25/", "https://shop.example:1023/"],
  ...["http://shop.example/", "http://8.8.8.8/", "http://127.0.0.1/", "http://[::1]/"],
  ...["ftp://shop.example/", "file:///etc/passwd", "gopher://127.0.0.1/", "javascript:alert(1)"],
  ...["https://256.1.1.1/", "https://127.0.0.1.5/", "shop.example/hook", "//127.0.0.1/", ""],
];

const literal = (address: string) => `https://${isIPv6(address) ? `[${address}]` : address}`;

let sink: Awaited<ReturnType<typeof startWebhookSink>>;
beforeAll(async () => {
  sink = await startWebhookSink();
});
afterAll(() => sink.close());

test.each([...HOSTILE_ADDRESSES.map((address) => `${literal(address)}/`), ...HOSTILE_URLS])(
  "%j is refused before anything is asked",
  (url) => {
    expect(vetTarget(url, rules).refusal).toMatch(/^(url_not_allowed|invalid_url)$/);
  },
);

test("and none of the addresses is connected to, as a literal, as a name, or beside a public one", async () => {
  let answers: string[] = [];
  const agent = vettedAgent(rules, async (host) => (host === OWN ? ["192.0.66.9"] : answers));
  const post = (url: string) =>
    postVetted({ url: new URL(url), headers: {}, body: Buffer.from("{}"), agent });
  const refused = { kind: "failed", failure: "address_not_allowed", sent: false };
  for (const address of HOSTILE_ADDRESSES) {
    const { port } = sink;
    expect(await post(`${literal(address)}:${port}/`), address).toMatchObject(refused);
    for (const given of [[address], ["8.8.8.8", address], [address, "2606:4700::1111"]]) {
      answers = given;
      expect(await post(`https://shop.example:${port}/`), String(given)).toMatchObject(refused);
      expect(await post(`http://shop.example:${port}/`), String(given)).toMatchObject(refused);
    }
  }
  await agent.destroy();
  expect(sink.received).toHaveLength(0);
});
