import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Below these versions there are known holes; each with the advisory that says so. */
const FLOORS: Record<string, readonly [floor: string, why: string]> = {
  next: ["16.4.1", "CVE-2026-96889, GHSA-673q-mjm6-r5xr: unauthenticated remote code execution"],
  "drizzle-orm": ["0.45.2", "CVE-2026-39356: SQL injection through identifiers"],
  zod: ["4.6.6", "CVE-2023-54404: unbounded containers"],
  sharp: ["0.35.5", "bundled libvips"],
};

type Locked = { version?: string; resolved?: string };
const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Record<string, Locked>;
};
const isBelow = (version: string, floor: string) =>
  version.localeCompare(floor, "en", { numeric: true }) < 0;

test.each(Object.entries(FLOORS))(
  "%s is at or above its floor everywhere",
  (name, [floor, why]) => {
    const places = Object.entries(packages).filter(([path]) =>
      path.endsWith(`node_modules/${name}`),
    );
    // sharp comes with next, and only where its binaries exist.
    if (name !== "sharp") expect(places.length).toBeGreaterThan(0);
    for (const [path, { version = "0" }] of places) {
      expect(isBelow(version, floor), `${path} ${version} < ${floor}: ${why}`).toBe(false);
    }
  },
);

test("the comparison of versions knows numbers from text", () => {
  expect(isBelow("16.4.0", "16.4.1")).toBe(true);
  expect(isBelow("16.10.0", "16.4.1")).toBe(false);
});

test("no package comes from git or over plain http", () => {
  for (const [path, { resolved }] of Object.entries(packages)) {
    expect(resolved ?? "https:", path).toMatch(/^https:/);
  }
});
