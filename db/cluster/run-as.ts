import { spawn } from "node:child_process";
import type { Account } from "./account";

/** Spawn options that put a process under the account. */
export function asAccount(account: Account | null): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/** The little a PostgreSQL program needs of our environment: none of the app's secrets. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  return { PATH, SystemRoot, LC_ALL: "C" } as unknown as NodeJS.ProcessEnv;
}

/**
 * Runs a PostgreSQL program to its end.
 * @throws Error with the program's last lines when it fails.
 */
export function runAs(account: Account | null, program: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...asAccount(account),
      // A folder the account can stand in; ours may be closed to it.
      cwd: process.platform === "win32" ? undefined : "/",
      env: bareEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${code ?? signal}: ${said.trim()}`));
    });
  });
}
