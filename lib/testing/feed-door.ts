import { NextRequest } from "next/server";
import { POST as LIST } from "@/app/v1/events/list/route";
import { serveLocally } from "@/lib/sandbox/local-server";

/**
 * The feed's real door behind a real socket, for the SDK to knock at. While `away` is set it answers that
 * instead, as a proxy does whose server is gone.
 */
export async function serveFeedDoor() {
  const door = { asked: 0, away: null as number | null };
  const server = await serveLocally((request) => {
    door.asked += 1;
    if (door.away) return Promise.resolve(new Response("<h1>away</h1>", { status: door.away }));
    return LIST(new NextRequest(request), { params: Promise.resolve({}) });
  });
  return Object.assign(door, { url: server.url, close: server.close });
}
