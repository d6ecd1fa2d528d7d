import { type Environment, env } from "@/lib/env";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether this deployment plays the provider: SANDBOX is not off and SANDBOX_URL means this server. */
export function isSandboxOn(environment: Environment = env()): boolean {
  const { SANDBOX, SANDBOX_URL, PUBLIC_URL, PORT } = environment;
  if (!SANDBOX) return false;
  const given = new URL(SANDBOX_URL);
  if (!given.pathname.endsWith("/sandbox/zarinpal")) return false;
  // Behind a proxy the broker may reach its simulator by the back door, on its own port.
  const backDoor = LOOPBACK.test(given.hostname) && given.port === String(PORT);
  return backDoor || given.origin === new URL(PUBLIC_URL).origin;
}
