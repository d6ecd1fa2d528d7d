import { expect, test } from "vitest";
import { playwrightFailures, vitestFailures } from "./read-failures";

test("every failed test is named, and a file that does not load", () => {
  const testResults = [
    {
      name: "/home/x/lib/a.test.ts",
      status: "failed",
      assertionResults: [
        { status: "passed", fullName: "holds" },
        { status: "failed", fullName: "breaks", failureMessages: ["expected 1\n  at a.ts"] },
      ],
    },
    {
      name: "/home/x/lib/b.test.ts",
      status: "failed",
      message: "no such file\nstack",
      assertionResults: [],
    },
  ];
  expect(vitestFailures({ testResults }, "/home/x")).toEqual([
    "lib/a.test.ts › breaks: expected 1",
    "lib/b.test.ts: no such file",
  ]);
});

test("a browser test is found in whatever suite it stands", () => {
  const specs = [
    { title: "holds", ok: true, file: "a.spec.ts" },
    { title: "breaks", ok: false, file: "a.spec.ts" },
  ];
  expect(playwrightFailures({ suites: [{ suites: [{ specs }] }] })).toEqual(["a.spec.ts › breaks"]);
});
