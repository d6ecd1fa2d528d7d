import { expect, test } from "vitest";
import { cachedResolver, type FoundName } from "./cached-resolver";

/** A resolver over `answer`, with a clock that stands still until it is moved. */
function remembering(answer: (host: string, nth: number) => FoundName, namesMax?: number) {
  const asked: string[] = [];
  const clock = { ms: 1_000 };
  const find = async (host: string) => {
    asked.push(host);
    return answer(host, asked.length);
  };
  const nowMs = () => clock.ms;
  const resolve = cachedResolver(find, namesMax === undefined ? { nowMs } : { nowMs, namesMax });
  return { resolve, asked, clock };
}

test("a good answer counts for its time to live, at most a minute", async () => {
  const { resolve, asked, clock } = remembering((host, nth) => ({
    addresses: [`192.0.2.${nth}`],
    ttlMs: host === "short.example" ? 5_000 : 86_400_000,
  }));
  expect(await resolve("long.example")).toEqual(["192.0.2.1"]);
  expect(await resolve("short.example")).toEqual(["192.0.2.2"]);
  clock.ms += 4_999;
  expect(await resolve("short.example")).toEqual(["192.0.2.2"]);
  clock.ms += 1;
  expect(await resolve("short.example")).toEqual(["192.0.2.3"]);
  clock.ms += 54_999;
  expect(await resolve("long.example")).toEqual(["192.0.2.1"]);
  clock.ms += 1;
  expect(await resolve("long.example")).toEqual(["192.0.2.4"]);
  expect(asked).toEqual(["long.example", "short.example", "short.example", "long.example"]);
});

test("a failure counts for 15 s and is told to everyone who asks meanwhile", async () => {
  const { resolve, asked, clock } = remembering((_, nth) => {
    if (nth === 1) throw new Error("no such name");
    return { addresses: ["192.0.2.1"], ttlMs: 60_000 };
  });
  await expect(resolve("shop.example")).rejects.toThrow("no such name");
  clock.ms += 14_999;
  await expect(resolve("shop.example")).rejects.toThrow("no such name");
  clock.ms += 1;
  expect(await resolve("shop.example")).toEqual(["192.0.2.1"]);
  expect(asked).toHaveLength(2);
});

test("who asks while an answer is on its way waits for the same one", async () => {
  const { resolve, asked } = remembering(() => ({ addresses: ["192.0.2.1"], ttlMs: 0 }));
  const both = await Promise.all([resolve("shop.example"), resolve("shop.example")]);
  expect(both).toEqual([["192.0.2.1"], ["192.0.2.1"]]);
  expect(asked).toHaveLength(1);
  // Its owner wants it asked for every time.
  await resolve("shop.example");
  expect(asked).toHaveLength(2);
});

test("only so many names are remembered; the oldest is forgotten first", async () => {
  const { resolve, asked } = remembering(() => ({ addresses: ["192.0.2.1"], ttlMs: 60_000 }), 2);
  for (const host of ["a", "b", "c", "b", "c", "a"]) await resolve(`${host}.example`);
  expect(asked).toEqual(["a", "b", "c", "a"].map((host) => `${host}.example`));
});
