/**
 * Why a query got no answer from the server:
 * - `CONNECT_FAILED`, `CONNECT_TIMEOUT`, `POOL_TIMEOUT`, `POOL_ENDED`: it never reached the server.
 * - `CONNECTION_CLOSED`, `REPLY_TIMEOUT`: it may have reached it, so whether it took effect is
 *   unknown; a caller must look before it tries again.
 */
export type UnavailableCode =
  | "CONNECT_FAILED"
  | "CONNECT_TIMEOUT"
  | "CONNECTION_CLOSED"
  | "REPLY_TIMEOUT"
  | "POOL_TIMEOUT"
  | "POOL_ENDED";

/** A query failed because of the way to the server, not because of what it said. */
export class DatabaseUnavailableError extends Error {
  override readonly name = "DatabaseUnavailableError";

  constructor(
    readonly code: UnavailableCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(`${code}: ${message}`, options);
  }
}
