import { register } from "node:module";
import { parseArgs } from "node:util";
import { loadDotEnv } from "../launcher/settings";
import { findDeployment } from "./terminal/deployment";

/**
 * `npm run demo [-- --url http://localhost:3000]`: one payment from the terminal against the server
 * running on this machine. Exit code 0 when everything held, 1 when anything did not.
 */
async function play(): Promise<number> {
  const { values } = parseArgs({ options: { url: { type: "string" } } });
  const root = process.cwd();
  loadDotEnv(root);
  const found = await findDeployment(root, process.env, values.url);
  for (const [name, value] of Object.entries(found)) if (value) process.env[name] = value;
  // Verbs are marked for the server's bundle only, and outside of one the mark throws. This process
  // is as much a server as the bundle is.
  const unmark = `export const resolve = (name, context, next) =>
    name === "server-only" ? { url: "data:text/javascript,", shortCircuit: true } : next(name, context);`;
  register(`data:text/javascript,${encodeURIComponent(unmark)}`);
  const { runTerminalDemo } = await import("./terminal/run");
  return runTerminalDemo(process.stdout);
}

/** What failed and, from the innermost cause, why: a failed query alone says too little. */
function explain(error: unknown): string {
  const lines: string[] = [];
  for (let one = error; one instanceof Error; one = one.cause) {
    lines.push(one.message.split("\n", 1)[0] || one.name);
  }
  return [...new Set([lines[0], lines.at(-1)])].join(": ");
}

try {
  process.exitCode = (await play()) === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`demo: ${explain(error)}\n`);
  process.exitCode = 1;
}
