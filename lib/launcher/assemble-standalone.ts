import { existsSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";

/** The server of a finished build, relative to the project. */
export const SERVER_SCRIPT = ".next/standalone/server.js";

/**
 * Puts what Next leaves out of its standalone server, the browser's files and `public`, where that
 * server looks for them. To be done before it starts: it lists them once.
 * @throws Error when there is no standalone build.
 */
export async function assembleStandalone(root: string): Promise<void> {
  if (!existsSync(join(root, SERVER_SCRIPT))) {
    throw new Error(`no ${SERVER_SCRIPT}: is output "standalone" set in next.config.ts?`);
  }
  const standalone = join(root, ".next/standalone");
  for (const folder of [".next/static", "public"]) {
    if (!existsSync(join(root, folder))) continue;
    await rm(join(standalone, folder), { recursive: true, force: true });
    await cp(join(root, folder), join(standalone, folder), { recursive: true });
  }
}
