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
  Object.assign(process.env, await findDeployment(root, process.env, values.url));
  // Verbs are marked for the server's bundle only, and outside of one the mark throws. This process
  // is as much a server as the bundle is.
  const unmark = `export const resolve = (name, context, next) =>
    name === "server-only" ? { url: "data:text/javascript,", shortCircuit: true } : next(name, context);`;
  register(`data:text/javascript,${encodeURIComponent(unmark)}`);
  const { runTerminalDemo } = await import("./terminal/run");
  return runTerminalDemo(process.stdout);
}

try {
  process.exitCode = (await play()) === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`demo: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
