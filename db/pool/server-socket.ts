import { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import { DatabaseUnavailableError } from "./database-unavailable-error";
import { MessageFramer } from "./message-framer";

/** "Ready for query, in a failed transaction": makes the driver go on with what it has queued. */
const READY_IN_FAILED_TRANSACTION = Buffer.from([0x5a, 0, 0, 0, 5, 0x45]);

const CLOSE_GRACE_MS = 2_000;

export type ServerSocketOptions = {
  /** How long the server may owe us an answer, in milliseconds. */
  readonly replyDeadlineMs: number;
  /** Called once when the connection is over, whoever ended it. */
  readonly onLost: () => void;
};

/**
 * The socket postgres.js 3.4.9 talks to. Handed a plain one, the driver forgets it on `close`
 * while transactions still write to it, which throws from a timer and ends the process; or it
 * keeps half a write and never sends again; or it reconnects and runs the rest of a broken
 * transaction on the new connection, outside any transaction. So this one never says `close`.
 * Once the wire is gone it answers every write with an error, and its owner throws the client away.
 */
export class ServerSocket extends EventEmitter {
  readonly #wire: Socket;
  readonly #options: ServerSocketOptions;
  readonly #framer = new MessageFramer();
  #owed: NodeJS.Timeout | null = null;
  #lost: DatabaseUnavailableError | null = null;
  #everReady = false;

  constructor(wire: Socket, options: ServerSocketOptions) {
    super();
    this.#wire = wire;
    this.#options = options;
    wire.setNoDelay(true);
    wire.on("data", (chunk: Buffer) => this.#read(chunk));
    wire.on("drain", () => this.emit("drain"));
    wire.on("error", (cause) => this.#lose("CONNECTION_CLOSED", "the connection broke", cause));
    wire.on("close", () => this.#lose("CONNECTION_CLOSED", "the server closed the connection"));
  }

  /** True once the server accepted us and answered; a client that never got there is of no use. */
  get everReady(): boolean {
    return this.#everReady;
  }

  get lost(): boolean {
    return this.#lost !== null;
  }

  get readyState(): "open" | "closed" {
    return this.#lost ? "closed" : "open";
  }

  write(bytes: Buffer, done?: () => void): boolean {
    if (this.#lost) {
      process.nextTick(() => this.#refuse());
      if (done) process.nextTick(done);
      return true;
    }
    this.#owed ??= setTimeout(() => this.#overdue(), this.#options.replyDeadlineMs);
    return this.#wire.write(bytes, done);
  }

  /** Says goodbye to the server, if `bytes` do, and closes. Resolves when the wire is closed. */
  async end(bytes?: Buffer): Promise<void> {
    if (this.#wire.destroyed) return;
    const closed = new Promise((resolve) => this.#wire.once("close", resolve));
    const timer = setTimeout(() => this.#wire.destroy(), CLOSE_GRACE_MS);
    if (bytes) this.#wire.end(bytes);
    else this.#wire.end();
    await closed;
    clearTimeout(timer);
  }

  /** Cuts the connection; whatever waits on it is rejected at once. */
  destroy(reason?: DatabaseUnavailableError): void {
    const { code, message } = reason ?? {
      code: "CONNECT_TIMEOUT" as const,
      message: "the server did not let us in",
    };
    this.#lose(code, message);
    this.#wire.destroy();
  }

  setKeepAlive(on: boolean, delayMs: number): void {
    this.#wire.setKeepAlive(on, delayMs);
  }

  pause(): void {
    this.#wire.pause();
  }

  resume(): void {
    this.#wire.resume();
  }

  #read(chunk: Buffer): void {
    if (this.#lost) return;
    this.#owed?.refresh();
    const framed = this.#framer.push(chunk);
    if (!framed) return;
    if (framed.ready) {
      this.#everReady = true;
      this.#settleDebt();
    }
    this.emit("data", framed.whole);
  }

  #overdue(): void {
    const message = `no answer within ${this.#options.replyDeadlineMs} ms`;
    this.destroy(new DatabaseUnavailableError("REPLY_TIMEOUT", message));
  }

  #lose(code: DatabaseUnavailableError["code"], message: string, cause?: unknown): void {
    if (this.#lost) return;
    this.#lost = new DatabaseUnavailableError(code, message, { cause });
    this.#settleDebt();
    this.#options.onLost();
    this.#refuse();
  }

  /** Rejects what the driver has in flight, then lets it bring forward what it has queued. */
  #refuse(): void {
    if (!this.#lost || this.listenerCount("error") === 0) return;
    const { code, message, cause } = this.#lost;
    // A fresh error each time: the driver writes the query's text and parameters onto it.
    this.emit("error", new DatabaseUnavailableError(code, message, { cause }));
    this.emit("data", READY_IN_FAILED_TRANSACTION);
  }

  #settleDebt(): void {
    if (this.#owed) clearTimeout(this.#owed);
    this.#owed = null;
  }
}
