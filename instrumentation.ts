/** Runs once when the server process starts, before it takes requests (Next's own hook). */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { prepareServer } = await import("./lib/server/prepare-server");
  await prepareServer();
}
