/**
 * Stands in for the built app in the launcher's tests. `FAKE` says how it behaves:
 * `crash` ends soon after the start, `refuse` rejects its configuration, `stubborn` ignores SIGTERM.
 */
import { createServer } from "node:http";
import postgres from "postgres";

const { FAKE, PORT, HOSTNAME, DATABASE_URL } = process.env;
if (FAKE === "refuse") process.exit(78);
if (FAKE === "crash") process.exit(3);
if (FAKE === "stubborn") process.on("SIGTERM", () => console.log("fake: not me"));

const sql = DATABASE_URL && postgres(DATABASE_URL, { max: 1, onnotice: () => {} });
const answers = {
  "/api/ready": async () => "ready",
  "/pid": async () => process.pid,
  "/crash": async () => process.exit(3),
  "/write": async () => {
    await sql`create table if not exists visits (n serial)`;
    return (await sql`insert into visits default values returning n`)[0].n;
  },
};
createServer(async (request, response) => {
  const answer = answers[request.url];
  response.statusCode = answer ? 200 : 404;
  response.end(answer ? String(await answer()) : "");
}).listen(Number(PORT), HOSTNAME);
