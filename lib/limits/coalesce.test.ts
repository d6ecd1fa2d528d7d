import { expect, test } from "vitest";
import { coalesce } from "./coalesce";

const later = () => new Promise((resolve) => setTimeout(resolve, 5));

test("callers that come while a batch runs share the next one, each with its own answer", async () => {
  const batches: number[][] = [];
  const double = coalesce(async (inputs: number[]) => {
    batches.push(inputs);
    await later();
    return inputs.map((n) => n * 2);
  });
  const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => double(n)));
  expect(answers).toEqual([2, 4, 6, 8, 10]);
  expect(batches).toEqual([[1], [2, 3, 4, 5]]);
});

test("an input that the database refuses fails alone", async () => {
  const run = coalesce(async (inputs: number[]) => {
    await later();
    if (inputs.includes(3)) throw Object.assign(new Error("bad value"), { code: "22P05" });
    return inputs;
  });
  const answers = await Promise.allSettled([1, 2, 3, 4].map((n) => run(n)));
  expect(answers.map(({ status }) => status)).toEqual([
    "fulfilled",
    "fulfilled",
    "rejected",
    "fulfilled",
  ]);
});

test("a lost connection fails every caller once, and the next batch runs", async () => {
  let calls = 0;
  const run = coalesce(async (inputs: number[]) => {
    calls++;
    await later();
    if (calls === 2) throw Object.assign(new Error("gone"), { code: "CONNECTION_CLOSED" });
    return inputs;
  });
  const answers = await Promise.allSettled([1, 2, 3].map((n) => run(n)));
  expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
  expect(calls).toBe(2);
  expect(await run(9)).toBe(9);
});

test("as many batches as allowed run at once, and no more", async () => {
  let running = 0;
  let most = 0;
  const run = coalesce(
    async (inputs: number[]) => {
      most = Math.max(most, ++running);
      await later();
      running--;
      return inputs;
    },
    { parallel: 2 },
  );
  const answers: Promise<number>[] = [];
  for (let n = 0; n < 40; n++) {
    answers.push(run(n));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(await Promise.all(answers)).toEqual(Array.from({ length: 40 }, (_, n) => n));
  expect(most).toBe(2);
});

test("a batch that is full does not wait for more", async () => {
  const batches: number[] = [];
  const run = coalesce(
    async (inputs: number[]) => {
      batches.push(inputs.length);
      return inputs;
    },
    { batchMax: 10, gatherMs: 60_000 },
  );
  // The first goes alone; of the others the last batch alone would wait, if it were not full.
  await Promise.all(Array.from({ length: 31 }, (_, n) => run(n)));
  expect(batches).toEqual([1, 10, 10, 10]);
});
