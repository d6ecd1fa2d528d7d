/**
 * Preloaded into the server process: ends it when the launcher is gone without having said so.
 * A server that outlived its launcher would hold the port and talk to a database that is stopped.
 */
const GRACE_MS = 5_000;

process.on("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), GRACE_MS).unref();
});
// Listening keeps the channel, and with it a server that has ended its work, alive; this undoes it.
process.channel?.unref();
