import { mkdir, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

/** Somebody else is using the data. */
export class DataInUseError extends Error {
  override readonly name = "DataInUseError";
}

const SOCKET_PATH_BYTES_MAX = 100;
const ANSWER_TIMEOUT_MS = 2_000;

/**
 * Takes `dataDir` for this process, by listening on a socket in it: the kernel lets go of it when
 * the process dies in whatever way, and an id used again by another process cannot confuse it.
 * (PostgreSQL's own lock stands behind this one.) Returns the release.
 * @throws DataInUseError when a living process has it, naming that process.
 */
export async function lockInstance(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true });
  const path = socketPath(dataDir);
  const server = createServer((socket) => socket.on("error", () => {}).end(`${process.pid}`));
  if (!(await listens(server, path))) {
    const holder = await askHolder(path);
    if (holder !== null) {
      const who = holder ? `process ${holder}` : "another process";
      throw new DataInUseError(`FlatPay is already running on ${dataDir} (${who}); stop it first`);
    }
    await rm(path, { force: true });
    if (!(await listens(server, path))) {
      throw new DataInUseError(`FlatPay is just being started on ${dataDir} by another process`);
    }
  }
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function socketPath(dataDir: string): string {
  const key = Buffer.from(dataDir).toString("base64url");
  if (process.platform === "win32") return `\\\\.\\pipe\\flatpay-${key.slice(-60)}`;
  const absolute = join(dataDir, "launcher.sock");
  const fromHere = relative(process.cwd(), absolute);
  const path = fromHere.length < absolute.length ? fromHere : absolute;
  if (Buffer.byteLength(path) <= SOCKET_PATH_BYTES_MAX) return path;
  return join(tmpdir(), `flatpay-${key.slice(-60)}.sock`);
}

/** Whether the server got the path; false when it is taken, by the living or the dead. */
function listens(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else reject(error);
    });
    server.listen(path, () => {
      server.removeAllListeners("error");
      resolve(true);
    });
  });
}

/** The process id behind the socket, empty when it does not say, null when nobody is there. */
function askHolder(path: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    let said = "";
    const socket = connect(path);
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => socket.destroy());
    socket.on("data", (chunk) => {
      said += chunk.toString();
    });
    socket.on("close", (failed) => failed || resolve(said));
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED" || error.code === "ENOENT") resolve(null);
      else reject(error);
    });
  });
}
