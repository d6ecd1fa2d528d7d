import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 100;
const ANSWER_TIMEOUT_MS = 5_000;
const PATIENCE_MS = 30_000;

/**
 * Resolves true once the URL answers 200, false when `signal` ends the wait. Says once, after half
 * a minute, what it gets instead.
 */
export async function waitUntilReady(
  url: string,
  signal: AbortSignal,
  onLine: (line: string) => void,
): Promise<boolean> {
  const sinceMs = performance.now();
  let told = false;
  while (!signal.aborted) {
    const answer = await ask(url, signal);
    if (answer === "200") return true;
    if (!told && performance.now() - sinceMs > PATIENCE_MS) {
      onLine(`still waiting: ${url} says ${answer}`);
      told = true;
    }
    await sleep(POLL_MS);
  }
  return false;
}

async function ask(url: string, over: AbortSignal): Promise<string> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([over, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
    });
    const body = await response.text();
    return response.ok ? "200" : `${response.status} ${body.slice(0, 200)}`;
  } catch (error) {
    const { cause, message } = error as Error;
    return cause instanceof Error ? cause.message : message;
  }
}
