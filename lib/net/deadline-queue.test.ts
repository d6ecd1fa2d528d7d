import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { DeadlineQueue } from "./deadline-queue";

const TOTAL_MS = 60;

function waiting(name: string, ended: string[], endedMs: number[] = []) {
  return {
    startedAt: performance.now(),
    runOutOfTime() {
      ended.push(name);
      endedMs.push(performance.now() - this.startedAt);
    },
  };
}

test("each is ended when its own time is over, and once", async () => {
  const queue = new DeadlineQueue(TOTAL_MS);
  const ended: string[] = [];
  const endedMs: number[] = [];
  for (const name of ["a", "b", "c"]) {
    queue.add(waiting(name, ended, endedMs));
    await sleep(TOTAL_MS / 3);
  }
  expect(ended, "the last one began a moment ago").not.toContain("c");
  await sleep(3 * TOTAL_MS);
  expect(ended).toEqual(["a", "b", "c"]);
  // Node's timers may come a millisecond early.
  for (const ms of endedMs) expect(ms).toBeGreaterThanOrEqual(TOTAL_MS - 2);
});

test("what is over is left alone, and the others keep their time", async () => {
  const queue = new DeadlineQueue(TOTAL_MS);
  const ended: string[] = [];
  const done = waiting("done", ended);
  queue.add(done);
  queue.add(waiting("hangs", ended));
  queue.delete(done);
  await sleep(2 * TOTAL_MS);
  expect(ended).toEqual(["hangs"]);
});

test("what one of them adds while they are ended is ended in its turn", async () => {
  const queue = new DeadlineQueue(TOTAL_MS);
  const ended: string[] = [];
  const first = waiting("first", ended);
  const second = waiting("second", ended);
  first.runOutOfTime = () => {
    ended.push("first");
    second.startedAt = performance.now();
    queue.add(second);
  };
  queue.add(first);
  await sleep(1.5 * TOTAL_MS);
  expect(ended).toEqual(["first"]);
  await sleep(1.5 * TOTAL_MS);
  expect(ended).toEqual(["first", "second"]);
});
