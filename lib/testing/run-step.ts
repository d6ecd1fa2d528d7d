import { type ChildProcess, spawn } from "node:child_process";

export type Step = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Record<string, string | undefined>;
  readonly timeoutMs: number;
};

const running = new Set<ChildProcess>();

/** Runs a command with its output passed through. Returns whether it succeeded in time. */
export function runStep({ command, args, env = {}, timeoutMs }: Step): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env },
      shell: process.platform === "win32",
      // A group of its own, so that what it started ends with it.
      detached: process.platform !== "win32",
    });
    running.add(child);
    const timer = setTimeout(() => {
      console.error(`${command} took longer than ${timeoutMs / 60_000} minutes and is stopped`);
      endGroup(child);
    }, timeoutMs);
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once("close", (code) => {
      clearTimeout(timer);
      running.delete(child);
      resolve(code === 0);
    });
  });
}

/** Ends whatever step is under way, with all it started. */
export function endSteps(): void {
  for (const child of running) endGroup(child);
}

function endGroup(child: ChildProcess): void {
  if (!child.pid) return;
  if (process.platform === "win32") child.kill();
  else process.kill(-child.pid, "SIGTERM");
}
