import { type Finding, found } from "./findings";
import type { KnownSecret, Sent } from "./sent";
import { signedBy } from "./signed-by";
import type { Variant } from "./variant";

const PREFIX = "whsec_";

/** Keys that a receiver may have used, each with what is wrong about it. A null key: none at all. */
export function keyVariants(sent: Sent, given: string | undefined): Variant<Buffer | null>[] {
  const variants: Variant<Buffer | null>[] = [];
  const known = given === undefined ? sent.secrets : [];
  for (const one of known) add(one.secret, whose(sent, one), one.kind !== "other");
  if (given !== undefined) add(given.trim(), whoseGiven(sent, given), true);
  variants.push({ value: null, findings: [found("hash_unkeyed")], common: false });
  return variants;

  function add(secret: string, belongs: Finding[], common: boolean) {
    for (const { key, findings } of uses(secret)) {
      variants.push({ value: key, findings: [...belongs, ...findings], common });
    }
  }
}

/** Whose secret it is that a receiver says it uses; nothing when it is the right one. */
export function whoseGiven(sent: Sent, given: string): Finding[] {
  const key = decode(given.trim());
  const known = sent.secrets.find(({ secret }) => decode(secret).equals(key));
  if (known) return whose(sent, known);
  const text = given.trim();
  if (text.startsWith("fps_")) return [found("secret_unknown", { looks_like: "api_secret" })];
  if (text.startsWith("fpk_")) return [found("secret_unknown", { looks_like: "public_key" })];
  return [found("secret_unknown")];
}

/** What is wrong with using this secret for this attempt. */
function whose(sent: Sent, known: KnownSecret): Finding[] {
  const { kind, endpointId, mode, endsAt } = known;
  if (kind === "other")
    return [found("secret_of_another_endpoint", { endpoint_id: endpointId, mode })];
  if (signedBy(sent, known)) return [];
  if (kind === "current") return [found("secret_newer")];
  return [found("secret_old", endsAt === null ? {} : { ended_at: endsAt })];
}

/** The bytes that a secret stands for, and those that code makes of it by mistake. */
function uses(secret: string): { key: Buffer; findings: Finding[] }[] {
  const bare = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  const key = decode(secret);
  return [
    { key, findings: [] },
    {
      key: Buffer.from(PREFIX + bare),
      findings: [found("secret_not_decoded", { prefixed: true })],
    },
    { key: Buffer.from(bare), findings: [found("secret_not_decoded", { prefixed: false })] },
    { key: Buffer.from(PREFIX + bare, "base64"), findings: [found("secret_decoded_with_prefix")] },
    { key: Buffer.from(key.toString("utf8")), findings: [found("secret_decoded_to_text")] },
  ];
}

function decode(secret: string): Buffer {
  const bare = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  return Buffer.from(bare, "base64");
}
