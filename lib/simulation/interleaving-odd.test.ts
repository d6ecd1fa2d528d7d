import { expect, test } from "vitest";
import { playHistory } from "./play-history";
import { playSeeds, withTheatre } from "./play-seeds";

test("whatever the order and whoever dies: the books are the provider's truth (odd seeds)", async () => {
  const { broken, ...played } = await playSeeds(0, 2);
  console.info(played);
  expect(broken.join("\n\n")).toBe("");
}, 3_600_000);

test("a seed is one history: played twice it goes the same way", async () => {
  await withTheatre(async (theatre) => {
    for (const seed of [3, 14, 71, 159]) {
      const first = await playHistory(theatre, seed);
      const again = await playHistory(theatre, seed);
      expect(first.trace.length).toBeGreaterThan(10);
      expect(again.trace).toEqual(first.trace);
      expect(again.breaks).toEqual(first.breaks);
    }
  });
});
