import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { assembleStandalone, SERVER_SCRIPT } from "./assemble-standalone";
import { buildFingerprint } from "./build-fingerprint";

/** Beside the build; holds the fingerprint of what it was made from. */
const STAMP = ".next/built-from";

/** Whether a complete build of exactly these sources is there. */
export function isBuilt(root: string): boolean {
  const stamp = join(root, STAMP);
  if (!existsSync(stamp) || !existsSync(join(root, SERVER_SCRIPT))) return false;
  return readFileSync(stamp, "utf8") === buildFingerprint(root);
}

/**
 * Builds the app and its standalone server. The stamp goes first and comes last, so that an
 * interrupted build is not taken for one.
 * @throws Error when the build fails or `signal` ends it.
 */
export async function buildApp(root: string, signal?: AbortSignal): Promise<void> {
  const fingerprint = buildFingerprint(root);
  await rm(join(root, STAMP), { force: true });
  await runNextBuild(root, signal);
  await assembleStandalone(root);
  await writeFile(join(root, STAMP), fingerprint);
}

function runNextBuild(root: string, signal?: AbortSignal): Promise<void> {
  const next = createRequire(join(root, "package.json")).resolve("next/dist/bin/next");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [next, "build"], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "inherit", "inherit"],
      ...(signal && { signal }),
    });
    child.on("error", reject);
    child.on("close", (code, ended) => {
      if (code === 0) resolve();
      else reject(new Error(`next build failed (${code ?? ended})`));
    });
  });
}
