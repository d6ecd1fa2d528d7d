import { expect, test } from "vitest";
import { playSeeds } from "./play-seeds";

test("whatever the order and whoever dies: the books are the provider's truth (even seeds)", async () => {
  const { broken, ...played } = await playSeeds(1, 2);
  console.info(played);
  expect(broken.join("\n\n")).toBe("");
}, 3_600_000);
