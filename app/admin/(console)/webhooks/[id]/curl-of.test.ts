import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { curlOf } from "./curl-of";

/** The arguments that a shell hands to curl. */
function argumentsOf(command: string): string[] {
  const script = command.replace(/^curl/, "printf '%s\\0'");
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

test("a shell gives curl the same address, headers and bytes, whatever is in them", () => {
  const body = `{"a":"it's $HOME \`date\` \\\\ \\n \\"x\\"","b":"فارسی"}\n`;
  const headers = {
    "webhook-id": "evt_1",
    "webhook-signature": "v1,a+b/c= v1,d",
    host: "x.example",
  };
  expect(argumentsOf(curlOf("https://x.example/a?b='c'&d", headers, body))).toEqual([
    ...["-i", "-X", "POST", "https://x.example/a?b='c'&d"],
    ...["-H", "webhook-id: evt_1", "-H", "webhook-signature: v1,a+b/c= v1,d"],
    ...["--data-binary", body],
  ]);
});
