import { createServer } from "node:net";

/** @throws Error in one line when the server could not listen there. */
export function assertPortFree(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      const advice = code === "EADDRINUSE" ? "is in use; set PORT to another" : `: ${message}`;
      reject(new Error(`port ${port} on ${host} ${advice}`));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
