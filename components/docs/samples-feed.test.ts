import { spawnSync } from "node:child_process";
import { afterEach, expect, test, vi } from "vitest";
import { listEventsBody } from "@/lib/feed/schema";
import { feedBody } from "@/lib/feed/serialize";
import { FlatPay } from "@/public/sdk/flatpay.mjs";
import { feedExchange, listenCommand, sdkFeed, triggerCommand } from "./samples-feed";

const load = (code: string) => import(`data:text/javascript,${encodeURIComponent(code)}`);
afterEach(() => {
  vi.unstubAllGlobals();
});

test("the exchange asks for what the contract takes, and shows an answer's members in their order", () => {
  const [, request = "", answer = ""] = feedExchange.split(/^POST .*\n|^\/\/ 200 OK\n/m);
  expect(listEventsBody.parse(JSON.parse(request))).toEqual(JSON.parse(request));
  const whole = JSON.parse(answer.replace("{ … }", "{}"));
  expect(Object.keys(whole)).toEqual(Object.keys(feedBody.shape));
});

test("the sample goes on from the place that was stored, and stores the next after the work", async () => {
  const pages = [
    { object: "list", data: [{ id: "evt_1" }, { id: "evt_2" }], next_cursor: "c2", has_more: true },
    { object: "list", data: [{ id: "evt_3" }], next_cursor: "c3", has_more: false },
  ];
  const asked: unknown[] = [];
  vi.stubGlobal("fetch", async (_url: string, init: RequestInit) => {
    asked.push(JSON.parse(String(init.body)));
    return Response.json(pages.shift() ?? { object: "list", data: [], next_cursor: "c3" });
  });
  const done: string[] = [];
  const stop = new AbortController();
  const { followEvents } = await load(sdkFeed);
  await followEvents(
    new FlatPay({ baseUrl: "https://pay.example", key: "fpk_test_A", secret: "fps_test_B" }),
    {
      store: {
        load: async () => "c1",
        save: async (cursor: string) => {
          await new Promise((resolve) => setTimeout(resolve, 20));
          done.push(cursor);
          if (cursor === "c3") stop.abort();
        },
      },
      handle: async ({ id }: { id: string }) => done.push(id),
      signal: stop.signal,
    },
  );
  expect(done).toEqual(["evt_1", "evt_2", "c2", "evt_3", "c3"]);
  expect(asked).toEqual([{ cursor: "c1" }, { cursor: "c2" }]);
});

test("the commands are ones that the program knows", () => {
  const text = `${listenCommand("https://pay.example")}\n${triggerCommand}`.replaceAll("\\\n", " ");
  const run = (args: string[]) =>
    spawnSync(process.execPath, ["public/sdk/flatpay.mjs", ...args], {
      encoding: "utf8",
      env: { ...process.env, FLATPAY_KEY: "", FLATPAY_SECRET: "", FLATPAY_BASE_URL: "" },
    });
  const commands = [...text.matchAll(/ flatpay\.mjs (.+)$/gm)].map(([, args = ""]) =>
    args.trim().split(/\s+/),
  );
  expect(commands.map(([name]) => name)).toEqual(["listen", "trigger", "trigger"]);
  for (const args of commands) {
    const { status, stderr } = run(args);
    // All that is left to find wrong is that there is no key here.
    if (args.includes("--list")) expect(status).toBe(0);
    else expect(stderr).toContain("FLATPAY_BASE_URL, FLATPAY_KEY, FLATPAY_SECRET must be set");
  }
});
