import type { Connection } from "./connection";
import { DatabaseUnavailableError } from "./database-unavailable-error";

export type CheckoutLimits = {
  readonly maxConnections: number;
  /** How long a caller waits for a free connection, in milliseconds. */
  readonly acquireTimeoutMs: number;
  /** How long a caller may keep one before it is cut, in milliseconds; 0 is for ever. */
  readonly holdDeadlineMs: number;
  /** A connection older than this is closed when it comes back, in milliseconds. */
  readonly lifetimeMs: number;
  /** An unused one is closed after this, in milliseconds. */
  readonly idleMs: number;
};

type OpenConnection = (onLost: (connection: Connection) => void) => Connection;
type Waiter = (outcome: Connection | DatabaseUnavailableError) => void;

/** Lends connections to one caller at a time, first come first served, and replaces lost ones. */
export class Checkout {
  readonly #open: OpenConnection;
  readonly #limits: CheckoutLimits;
  readonly #all = new Set<Connection>();
  readonly #idle = new Map<Connection, NodeJS.Timeout>();
  readonly #held = new Map<Connection, NodeJS.Timeout | null>();
  readonly #waiting = new Set<Waiter>();
  #ended = false;
  #drained: (() => void) | null = null;

  constructor(open: OpenConnection, limits: CheckoutLimits) {
    this.#open = open;
    this.#limits = limits;
  }

  /** @throws DatabaseUnavailableError `POOL_TIMEOUT` when none comes free, `POOL_ENDED` after end. */
  acquire(): Promise<Connection> {
    if (this.#ended) {
      return Promise.reject(new DatabaseUnavailableError("POOL_ENDED", "the pool is closed"));
    }
    const free = this.#take();
    if (free) return Promise.resolve(free);
    return new Promise((resolve, reject) => {
      const { acquireTimeoutMs, maxConnections } = this.#limits;
      const late = `all ${maxConnections} connections busy for ${acquireTimeoutMs} ms`;
      const settle: Waiter = (outcome) => {
        clearTimeout(timer);
        this.#waiting.delete(settle);
        if (outcome instanceof DatabaseUnavailableError) reject(outcome);
        else resolve(outcome);
      };
      const expire = () => settle(new DatabaseUnavailableError("POOL_TIMEOUT", late));
      const timer = setTimeout(expire, acquireTimeoutMs);
      this.#waiting.add(settle);
    });
  }

  /** Gives a connection back; a lost, unusable or old one is let go. */
  release(connection: Connection): void {
    const timer = this.#held.get(connection);
    if (timer) clearTimeout(timer);
    this.#held.delete(connection);
    const old = performance.now() - connection.openedAtMs > this.#limits.lifetimeMs;
    if (!connection.reusable || old || this.#ended) this.#retire(connection);
    else this.#rest(connection);
    this.#serve();
    if (this.#held.size === 0) this.#drained?.();
  }

  /** Refuses new callers, waits up to `graceMs` for those at work, then closes everything. */
  async end(graceMs: number): Promise<void> {
    this.#ended = true;
    const closed = new DatabaseUnavailableError("POOL_ENDED", "the pool was closed");
    for (const waiter of [...this.#waiting]) waiter(closed);
    if (this.#held.size > 0) await this.#whenDrained(graceMs);
    for (const connection of this.#held.keys()) connection.abandon("the pool was closed");
    for (const timer of this.#idle.values()) clearTimeout(timer);
    await Promise.all([...this.#all].map((connection) => connection.close()));
  }

  #whenDrained(graceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, graceMs);
      this.#drained = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #take(): Connection | null {
    const newest = [...this.#idle.keys()].at(-1);
    if (newest) {
      clearTimeout(this.#idle.get(newest));
      this.#idle.delete(newest);
      return this.#hold(newest);
    }
    if (this.#all.size >= this.#limits.maxConnections) return null;
    const connection = this.#open((lost) => this.#forget(lost));
    this.#all.add(connection);
    return this.#hold(connection);
  }

  #hold(connection: Connection): Connection {
    const { holdDeadlineMs } = this.#limits;
    const cut = () => connection.abandon(`kept for more than ${holdDeadlineMs} ms`);
    this.#held.set(connection, holdDeadlineMs > 0 ? setTimeout(cut, holdDeadlineMs) : null);
    return connection;
  }

  #rest(connection: Connection): void {
    const timer = setTimeout(() => this.#retire(connection), this.#limits.idleMs);
    timer.unref();
    this.#idle.set(connection, timer);
  }

  #retire(connection: Connection): void {
    this.#forget(connection);
    void connection.close();
  }

  #forget(connection: Connection): void {
    clearTimeout(this.#idle.get(connection));
    this.#idle.delete(connection);
    this.#all.delete(connection);
    this.#serve();
  }

  #serve(): void {
    for (const waiter of this.#waiting) {
      const free = this.#take();
      if (!free) return;
      waiter(free);
    }
  }
}
