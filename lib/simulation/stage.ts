import { AsyncLocalStorage } from "node:async_hooks";
import type { ProviderReply } from "@/lib/net/provider-http";

/** One of the simulated server's processes. What it has in memory dies with it. */
export type Process = { name: string; dead: boolean };
/** Something that goes on by itself: a request being served, a job, a shopper. */
export type Actor = { name: string; process: Process; world: World };
/** What every actor of one history shares, as the code under test meets it. */
export type World = {
  schedule: { readonly now: number; wait: (ms: number, ring: () => void) => () => void };
  provider: { post: (url: string, body: Record<string, unknown>) => Promise<ProviderReply> };
  nextId: () => string;
};

/**
 * Who is acting, wherever in the code under test one asks. On globalThis, because each simulated process
 * has module instances of its own.
 */
const held = globalThis as { flatpaySimulation?: AsyncLocalStorage<Actor> };
held.flatpaySimulation ??= new AsyncLocalStorage<Actor>();
export const stage: AsyncLocalStorage<Actor> = held.flatpaySimulation;

/** The world of whoever asks. @throws Error outside of a history */
export function currentWorld(): World {
  const actor = stage.getStore();
  if (!actor) throw new Error("nobody is acting: this ran outside of a history");
  return actor.world;
}
