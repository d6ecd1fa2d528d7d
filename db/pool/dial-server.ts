import { connect, isIP, type Socket } from "node:net";
import { type ConnectionOptions, connect as connectTls } from "node:tls";
import { DatabaseUnavailableError } from "./database-unavailable-error";

/** Length 8, then the number PostgreSQL reads as "may we speak TLS?". */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const YES = "S".charCodeAt(0);

export type Server = {
  readonly host: string;
  readonly port: number;
  /** A Unix socket, instead of host and port. */
  readonly path?: string | undefined;
  /** As in postgres.js: false, `require`, `prefer`, `allow`, `verify-full`, true or TLS options. */
  readonly ssl: unknown;
};

/**
 * Opens a connection and, where asked for, TLS on it. The driver's own TLS replaces the socket it
 * was given, so it is done here.
 * @throws DatabaseUnavailableError `CONNECT_FAILED` or, after `timeoutMs`, `CONNECT_TIMEOUT`.
 */
export async function dialServer(server: Server, timeoutMs: number): Promise<Socket> {
  const where = server.path ?? `${server.host}:${server.port}`;
  const wire = server.path ? connect(server.path) : connect(server.port, server.host);
  const late = new DatabaseUnavailableError("CONNECT_TIMEOUT", `${where} after ${timeoutMs} ms`);
  const timer = setTimeout(() => wire.destroy(late), timeoutMs);
  try {
    await happens(wire, "connect");
    return server.ssl ? await startTls(wire, server) : wire;
  } catch (cause) {
    wire.destroy();
    if (cause instanceof DatabaseUnavailableError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new DatabaseUnavailableError("CONNECT_FAILED", `${where}: ${why}`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

async function startTls(wire: Socket, { host, ssl }: Server): Promise<Socket> {
  wire.write(SSL_REQUEST);
  const [answer] = (await happens(wire, "data")) as [Buffer];
  if (answer[0] !== YES) {
    if (ssl === "prefer" || ssl === "allow") return wire;
    throw new Error("the server does not speak TLS");
  }
  const options: ConnectionOptions = { socket: wire, ...(isIP(host) ? {} : { servername: host }) };
  if (typeof ssl === "object") Object.assign(options, ssl);
  else if (ssl !== true && ssl !== "verify-full") options.rejectUnauthorized = false;
  const secure = connectTls(options);
  await happens(secure, "secureConnect");
  return secure;
}

/** Resolves with the event's arguments, rejects when the socket fails or closes before it. */
function happens(socket: Socket, event: string): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => {
      socket.off(event, arrived).off("error", reject).off("close", closed);
      done();
    };
    const arrived = (...args: unknown[]) => settle(() => resolve(args));
    const closed = () => settle(() => reject(new Error("the server closed the connection")));
    socket.once(event, arrived).once("error", reject).once("close", closed);
  });
}
