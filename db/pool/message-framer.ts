const HEADER_BYTES = 5;
const READY_FOR_QUERY = "Z".charCodeAt(0);

/** What a chunk from the server completed. */
export type Framed = {
  /** Whole messages only, in order. */
  readonly whole: Buffer;
  /** The last of them says that the server waits for us. */
  readonly ready: boolean;
};

/**
 * Cuts the server's byte stream at message borders (one type byte, then a length that counts
 * itself). The driver keeps half a message for as long as its connection lives, so a message of
 * our own would be read as the rest of one that the server never finished.
 */
export class MessageFramer {
  #parts: Buffer[] = [];
  #held = 0;
  #needed = HEADER_BYTES;

  /** Returns what is whole now, or null while the message at hand is still incomplete. */
  push(chunk: Buffer): Framed | null {
    this.#parts.push(chunk);
    this.#held += chunk.length;
    if (this.#held < this.#needed) return null;
    const bytes = this.#parts.length === 1 ? chunk : Buffer.concat(this.#parts, this.#held);

    let end = 0;
    let lastType = 0;
    this.#needed = HEADER_BYTES;
    while (bytes.length - end >= HEADER_BYTES) {
      const size = 1 + bytes.readUInt32BE(end + 1);
      if (bytes.length - end < size) {
        this.#needed = size;
        break;
      }
      lastType = bytes[end] ?? 0;
      end += size;
    }
    const rest = bytes.subarray(end);
    this.#parts = rest.length > 0 ? [rest] : [];
    this.#held = rest.length;
    return end > 0 ? { whole: bytes.subarray(0, end), ready: lastType === READY_FOR_QUERY } : null;
  }
}
