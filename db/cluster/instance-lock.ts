import { createHash } from "node:crypto";
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
  const server = createServer((socket) => socket.on("error", () => {}).end(`${process.pid}`));
  const path = await listens(server, socketPaths(dataDir));
  if (path.taken) {
    const holder = await askHolder(path.name);
    if (holder !== null) {
      const who = holder ? `process ${holder}` : "another process";
      throw new DataInUseError(`FlatPay is already running on ${dataDir} (${who}); stop it first`);
    }
    await rm(path.name, { force: true });
    if ((await listens(server, [path.name])).taken) {
      throw new DataInUseError(`FlatPay is just being started on ${dataDir} by another process`);
    }
  }
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

/** In the folder itself; or, where the path is too long or its disk has no sockets, elsewhere. */
function socketPaths(dataDir: string): string[] {
  const key = createHash("sha256").update(dataDir).digest("hex").slice(0, 32);
  if (process.platform === "win32") return [`\\\\.\\pipe\\flatpay-${key}`];
  const absolute = join(dataDir, "launcher.sock");
  const fromHere = relative(process.cwd(), absolute);
  const inside = fromHere.length < absolute.length ? fromHere : absolute;
  const elsewhere = join(tmpdir(), `flatpay-${key}.sock`);
  return Buffer.byteLength(inside) <= SOCKET_PATH_BYTES_MAX ? [inside, elsewhere] : [elsewhere];
}

/** Listens on the first path that takes a socket, unless it is taken, by the living or the dead. */
async function listens(server: Server, paths: string[]): Promise<{ name: string; taken: boolean }> {
  let failure: unknown;
  for (const name of paths) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(name, resolve);
      });
      return { name, taken: false };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return { name, taken: true };
      failure = error;
    } finally {
      server.removeAllListeners("error");
    }
  }
  throw failure;
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
