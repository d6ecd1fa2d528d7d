import { join } from "node:path";
import type { Database } from "@/db/client";
import { SERVER_FLAGS } from "../../launcher/server-flags";
import { type Child, startChild } from "../child";
import type { BenchEndpoint } from "./seed-news";
import type { SenderQuestion } from "./sender.child";

/** Due deliveries of each endpoint. */
export const EACH = 100;
export const DUE_SECONDS = 60;
export const SECTION_MS_MAX = 120_000;

/** What the sections share. */
export type Stage = {
  url: string;
  db: Database;
  receiver: Child;
  healthy: BenchEndpoint[];
  /** Three more that answer, to make a hundred. */
  extra: BenchEndpoint[];
  hanging: BenchEndpoint[];
  rounds: number;
};

/** With the flags of the server, which is what sends. */
export const startSender = () =>
  startChild(join(import.meta.dirname, "sender.child.ts"), SERVER_FLAGS);
export const ask = <A>(sender: Child, question: SenderQuestion) => sender.ask<A>(question);

export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}
