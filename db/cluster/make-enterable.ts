import { chmod, mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

const ENTERABLE = 0o755;

/** Makes the folder and what is missing above it such that every account can enter, at any umask. */
export async function makeEnterable(folder: string): Promise<void> {
  const exists = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (exists) return;
  await makeEnterable(dirname(folder));
  await mkdir(folder, { recursive: true });
  await chmod(folder, ENTERABLE);
}
