import "server-only";
import { openDatabase } from "@/db/client";
import { env } from "@/lib/env";
import { payOnce } from "./pay-once";
import { startReceiver } from "./receiver";
import { openReport } from "./report";
import { openTerminalShop } from "./shop";

const READY_TIMEOUT_MS = 10_000;

/**
 * The terminal demo against the deployment that the environment names.
 * @returns how many checks did not hold. @throws Error in one line when it cannot be played.
 */
export async function runTerminalDemo(stream: NodeJS.WriteStream): Promise<number> {
  const { PUBLIC_URL: url, DATABASE_URL, SANDBOX } = env();
  if (!SANDBOX) throw new Error("SANDBOX is off: there is no test money to pay with");
  await assertServing(url);
  const report = openReport(stream);
  const receiver = await startReceiver();
  const { db, close } = openDatabase(DATABASE_URL);
  try {
    stream.write(`One payment at ${url}; the shop listens at ${receiver.origin}\n`);
    const shop = await openTerminalShop(db, receiver.origin);
    try {
      await payOnce({ url, shop, receiver, report });
    } finally {
      await shop.close();
    }
  } finally {
    await close();
    await receiver.close();
  }
  const { checks, failures } = report;
  stream.write(
    failures === 0
      ? `\nEverything as it should be: ${checks} checks.\n`
      : `\n${failures} of ${checks} checks failed.\n`,
  );
  return failures;
}

async function assertServing(url: string): Promise<void> {
  let answer: Response;
  try {
    answer = await fetch(`${url}/api/ready`, { signal: AbortSignal.timeout(READY_TIMEOUT_MS) });
  } catch (cause) {
    throw new Error(`no server answers at ${url}; start it with: npm start`, { cause });
  }
  if (!answer.ok) throw new Error(`the server at ${url} is not ready: ${await answer.text()}`);
}
