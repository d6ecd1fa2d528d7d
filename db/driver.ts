import postgres from "postgres";
import { Checkout } from "./pool/checkout";
import { Connection, type DriverQuery } from "./pool/connection";
import { guardTransaction } from "./pool/guard-transaction";
import { prepareUnsafe } from "./pool/prepare-unsafe";

export type PoolOptions = {
  /** Connections at most; default 12. */
  readonly maxConnections?: number;
  /** The server ends a statement that takes longer, in milliseconds; default 15 000, 0 is never. */
  readonly statementTimeoutMs?: number;
  /** The server ends a transaction that sits idle longer, in milliseconds; default 15 000. */
  readonly idleInTransactionTimeoutMs?: number;
  /** Reaching the server and being let in, in milliseconds; default 5 000. */
  readonly connectTimeoutMs?: number;
  /** Waiting for a free connection, in milliseconds; default 10 000. */
  readonly acquireTimeoutMs?: number;
  /** One query's silence before its connection is cut, in milliseconds; default statement + 5 000. */
  readonly replyDeadlineMs?: number;
  /** One query or whole transaction before it is cut, in milliseconds; default 60 000, 0 is never. */
  readonly holdDeadlineMs?: number;
  /** What `pg_stat_activity` shows; default `flatpay`. */
  readonly applicationName?: string;
};

const LIFETIME_MS = 30 * 60_000;
const IDLE_MS = 5 * 60_000;
const END_GRACE_MS = 5_000;
const NEVER_MS = 2 ** 31 - 1;

/**
 * Opens a pool of PostgreSQL connections that outlives the server's deaths: when a backend dies,
 * its queries are rejected with `DatabaseUnavailableError` (`CONNECTION_CLOSED`), nothing is
 * retried, nothing hangs past its deadline, and the next query gets a new connection.
 *
 * To drizzle it is a postgres.js client: tagged queries, `unsafe`, `begin` and `savepoint`. Queries
 * with parameters are prepared once a connection (`?prepare=false` in the URL turns it off for a
 * PgBouncer). Cursors and COPY work inside `begin`; `listen`, `subscribe` and `reserve` throw.
 * Array types are not fetched from the server: pass arrays through drizzle, which encodes them.
 * Connections open on first use; `end()` closes them.
 */
export function openPool(url: string, options: PoolOptions = {}): postgres.Sql {
  const statementMs = options.statementTimeoutMs ?? 15_000;
  const connectTimeoutMs = options.connectTimeoutMs ?? 5_000;
  const replyDeadlineMs = options.replyDeadlineMs ?? (statementMs ? statementMs + 5_000 : NEVER_MS);

  // Builds queries and holds the parsed options; it never opens a connection itself.
  const builder = postgres(url, {
    max: 1,
    connect_timeout: connectTimeoutMs / 1_000,
    idle_timeout: 0,
    max_lifetime: null,
    // Its lookup rejects with nobody listening when the connection dies during it.
    fetch_types: false,
    onnotice: () => {},
    connection: {
      application_name: options.applicationName ?? "flatpay",
      statement_timeout: statementMs,
      idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? 15_000,
    },
    socket: notSupported,
  } as postgres.Options<Record<string, never>>);
  if (builder.options.host.length > 1) throw new Error("DATABASE_URL must name one host");

  const checkout = new Checkout(
    (onLost) => {
      const limits = { connectTimeoutMs, replyDeadlineMs };
      const connection: Connection = new Connection(builder.options, limits, () =>
        onLost(connection),
      );
      return connection;
    },
    {
      maxConnections: options.maxConnections ?? 12,
      acquireTimeoutMs: options.acquireTimeoutMs ?? 10_000,
      holdDeadlineMs: options.holdDeadlineMs ?? 60_000,
      lifetimeMs: LIFETIME_MS,
      idleMs: IDLE_MS,
    },
  );

  /** Sends a query that somebody awaits to a connection of its own. */
  async function route(query: DriverQuery): Promise<void> {
    if (query.cursorFn || query.streaming) {
      query.reject(new Error("cursors and COPY need a connection of their own: use begin()"));
      return;
    }
    const { resolve, reject } = query;
    let connection: Connection;
    try {
      connection = await checkout.acquire();
    } catch (error) {
      reject(error);
      return;
    }
    const giveBack =
      (settle: (value: unknown) => unknown) =>
      (value: unknown): unknown => {
        query.resolve = resolve;
        query.reject = reject;
        checkout.release(connection);
        return settle(value);
      };
    query.resolve = giveBack(resolve);
    query.reject = giveBack(reject);
    connection.handle(query);
  }

  function routed<T>(made: T): T {
    if (made instanceof Promise) {
      const query = made as unknown as DriverQuery;
      query.handler = route;
      query.canceller = null;
    }
    return made;
  }

  async function begin(first: unknown, second?: unknown): Promise<unknown> {
    const body = (second ?? first) as (tx: postgres.TransactionSql) => unknown;
    const mode = second === undefined ? "" : String(first);
    const connection = await checkout.acquire();
    try {
      return await connection.sql.begin(mode, (tx) => guardTransaction(tx, body));
    } finally {
      checkout.release(connection);
    }
  }

  const tagged = (strings: TemplateStringsArray, ...values: never[]) =>
    routed(builder(strings, ...values));
  const unsafe = prepareUnsafe(builder.unsafe);
  const end = ({ timeout }: { timeout?: number } = {}) =>
    checkout.end(timeout === undefined ? END_GRACE_MS : timeout * 1_000);
  return Object.assign(tagged, builder, {
    unsafe: (...args: Parameters<typeof unsafe>) => routed(unsafe(...args)),
    begin,
    end,
    close: end,
    reserve: notSupported,
    listen: notSupported,
    subscribe: notSupported,
    largeObject: notSupported,
  }) as unknown as postgres.Sql;
}

function notSupported(): never {
  throw new Error("this pool has tagged queries, unsafe, begin and end only");
}
