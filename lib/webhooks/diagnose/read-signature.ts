import { type Finding, found } from "./findings";

/** Bytes of a digest, by which hash makes as many. */
const HASHES: Record<number, string> = {
  16: "md5",
  20: "sha1",
  32: "sha256",
  48: "sha384",
  64: "sha512",
};

/** One way to read what a receiver computed. */
export type Reading = { digest: Buffer; hash: string; findings: Finding[]; prefixed: boolean };

/**
 * What a computed signature may be as bytes: `v1,base64` as in our header, or any other spelling, with
 * what is wrong about it. None when it is no digest at all.
 */
export function readSignature(text: string): Reading[] {
  return text
    .trim()
    .replace(/^["'](.*)["']$/, "$1")
    .split(/\s+/)
    .flatMap((part) => readOne(part));
}

function readOne(part: string): Reading[] {
  const [, prefix = "", rest = ""] =
    /^(v\d+a?,|(?:v1|sha\d+|hmac-sha\d+|md5)[=:])?(.*)$/is.exec(part) ?? [];
  const ours = prefix === "v1,";
  const foreign = prefix && !ours ? [found("prefix_foreign", { prefix })] : [];
  return decodings(rest).flatMap(({ digest, findings }) => {
    const hash = HASHES[digest.length];
    if (!hash) return [];
    const wrong = hash === "sha256" ? [] : [found("hash_wrong", { hash })];
    return [{ digest, hash, prefixed: ours, findings: [...foreign, ...findings, ...wrong] }];
  });
}

function decodings(text: string): { digest: Buffer; findings: Finding[] }[] {
  const all: { digest: Buffer; findings: Finding[] }[] = [];
  if (/^([0-9a-f]{2})+$/i.test(text)) {
    all.push({ digest: Buffer.from(text, "hex"), findings: [found("encoding_hex")] });
  }
  if (/^[\w+/-]+={0,2}$/.test(text)) {
    // Node's decoder takes both alphabets, padded or not.
    const digest = Buffer.from(text, "base64");
    const findings: Finding[] = [];
    if (/[-_]/.test(text)) findings.push(found("encoding_base64url"));
    if (text.length % 4 !== 0) findings.push(found("encoding_unpadded"));
    all.push({ digest, findings });
    const inner = digest.toString("latin1");
    if (/^([0-9a-f]{2})+$/i.test(inner)) {
      const hex = Buffer.from(inner, "hex");
      all.push({ digest: hex, findings: [...findings, found("encoding_hex_in_base64")] });
    }
  }
  return all;
}

/** The signatures of a `webhook-signature` header that we wrote, in their order. */
export function signaturesOf(header: string): Buffer[] {
  return header.split(" ").flatMap((part) => {
    const [version, text = ""] = part.split(",");
    return version === "v1" ? [Buffer.from(text, "base64")] : [];
  });
}
