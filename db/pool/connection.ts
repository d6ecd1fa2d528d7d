import postgres from "postgres";
import { DatabaseUnavailableError } from "./database-unavailable-error";
import { dialServer } from "./dial-server";
import { ServerSocket } from "./server-socket";

/** The protocol's "Terminate". */
const GOODBYE = Buffer.from([0x58, 0, 0, 0, 4]);

/** The driver's query: a lazy promise that hands itself to `handler` when somebody awaits it. */
export type DriverQuery = Promise<unknown> & {
  handler: (query: DriverQuery) => void;
  resolve: (value: unknown) => unknown;
  reject: (reason: unknown) => unknown;
  canceller: unknown;
  readonly cursorFn?: unknown;
  readonly streaming?: boolean;
};

export type ConnectionLimits = {
  readonly connectTimeoutMs: number;
  readonly replyDeadlineMs: number;
};

/** One server connection: a postgres.js client of one, thrown away with its socket. */
export class Connection {
  readonly openedAtMs = performance.now();
  readonly sql: postgres.Sql;
  /** Hands a query to this connection's client. */
  readonly handle: DriverQuery["handler"];
  #socket: ServerSocket | null = null;
  #lost = false;

  constructor(options: postgres.Sql["options"], limits: ConnectionLimits, onLost: () => void) {
    const lose = () => {
      this.#lost = true;
      onLost();
    };
    const server = {
      host: options.host[0] ?? "localhost",
      port: options.port[0] ?? 5432,
      path: options.path || undefined,
      ssl: options.ssl,
    };
    const dial = async () => {
      try {
        const wire = await dialServer(server, limits.connectTimeoutMs);
        this.#socket = new ServerSocket(wire, { ...limits, onLost: lose });
        return this.#socket;
      } catch (error) {
        lose();
        throw error;
      }
    };
    // Parsed options are taken as they are, so all clients share the type parsers drizzle sets.
    const own = { ...options, max: 1, ssl: false, socket: dial } as unknown as postgres.Options<
      Record<string, never>
    >;
    this.sql = postgres(own);
    this.handle = (this.sql.unsafe("") as unknown as DriverQuery).handler;
  }

  get lost(): boolean {
    return this.#lost;
  }

  /** Whether another caller may have it: alive, and let in by the server. */
  get reusable(): boolean {
    return !this.#lost && this.#socket?.everReady === true;
  }

  /** Leaves politely. Resolves when the connection is closed. */
  async close(): Promise<void> {
    await this.#socket?.end(GOODBYE);
  }

  /** Cuts the connection; what waits on it is rejected with `REPLY_TIMEOUT`. */
  abandon(why: string): void {
    this.#socket?.destroy(new DatabaseUnavailableError("REPLY_TIMEOUT", why));
  }
}
