import { BrokerError } from "@/lib/errors";

export const BODY_BYTES_MAX = 64 * 1024;

/**
 * Read a request's body once, never more than the limit.
 * @throws BrokerError `payload_too_large`
 */
export async function readBody(request: Request, bytesMax = BODY_BYTES_MAX): Promise<Uint8Array> {
  if (!request.body) return new Uint8Array();
  const declared = Number(request.headers.get("content-length") ?? Number.NaN);
  if (declared > bytesMax) throw new BrokerError("payload_too_large", "payload_too_large");
  // Node gives no more than the declared length; without one (chunked) we count.
  if (Number.isInteger(declared)) return new Uint8Array(await request.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > bytesMax) throw new BrokerError("payload_too_large", "payload_too_large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
