import { spawn } from "node:child_process";
import { once } from "node:events";

type Site = { url: string; key: string; secret: string };

/** The SDK's file as a program, with a site's key in its environment as the console's file gives it. */
export function startSdk(site: Site, args: string[], variables: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["public/sdk/flatpay.mjs", ...args], {
    env: {
      NODE_ENV: "production",
      PATH: process.env.PATH,
      FLATPAY_BASE_URL: site.url,
      FLATPAY_KEY: site.key,
      FLATPAY_SECRET: site.secret,
      ...variables,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => {
    said.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said.err += chunk;
  });
  const exited = once(child, "close").then(([code]) => code as number | null);
  return { child, said, exited };
}
