import { spawn } from "node:child_process";
import type { Account } from "./account";
import { asAccount, bareEnvironment } from "./run-as";

/**
 * Stops the server when this process dies without having done so, even by SIGKILL: a shell of a
 * megabyte waits on a pipe whose other end closes with us, then sends the server a fast shutdown.
 * Returns the dismissal, for the regular stop. Windows has no such shell; there the next start
 * stops the server.
 */
export function watchOver(pid: number, account: Account | null): () => void {
  if (process.platform === "win32") return () => {};
  const shell = spawn("/bin/sh", ["-c", 'read -r _; kill -INT "$0"', `${pid}`], {
    ...asAccount(account),
    cwd: "/",
    env: bareEnvironment(),
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  shell.on("error", (cause) => {
    process.emitWarning(`no watchdog for the database: ${cause.message}`);
  });
  shell.unref();
  return () => shell.kill("SIGKILL");
}
