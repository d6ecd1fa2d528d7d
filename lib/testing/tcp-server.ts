import { createServer, type Server, type Socket } from "node:net";

/** A bare TCP server of 127.0.0.1, for answers that no HTTP library would give. `close` cuts what is open. */
export async function startTcpServer(onSocket: (socket: Socket) => void) {
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => {
    // Clients cut connections on purpose here.
    socket.on("error", () => {});
    sockets.push(socket);
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { host: `127.0.0.1:${port}`, port, sockets, close };
}
