/**
 * `npm run check:money`: the rules of the books (threats.md §4.6) on `DATABASE_URL`, or on the embedded
 * database of `DATA_DIR`, running or not. Prints how many rows break each and the first few of them;
 * reads only. Exit code 1 when one is broken or cannot be checked.
 */
import { pendingMigrations } from "../../db/migrate";
import { loadDotEnv } from "../launcher/settings";
import { type BookResult, checkBooks } from "./check-books";
import { openBooks } from "./open-books";

function line({ id, says, broken, ids }: BookResult): string {
  const verdict = broken === 0 ? "holds " : "BROKEN";
  const some = broken === 0 ? "" : `\n      ${ids.join("\n      ")}`;
  return `${id.padEnd(4)}${verdict}${String(broken).padStart(8)}  ${says}${some}`;
}

async function checkMoney(): Promise<boolean> {
  loadDotEnv(process.cwd());
  const books = await openBooks(process.cwd(), process.env);
  try {
    const pending = await pendingMigrations(books.url);
    if (pending > 0)
      throw new Error(`the database lacks ${pending} migrations: npm run db:migrate`);
    const results = await checkBooks(books.db);
    for (const result of results) console.log(line(result));
    const broken = results.filter((result) => result.broken > 0).length;
    console.log(broken === 0 ? "the books are right" : `${broken} of ${results.length} are broken`);
    return broken === 0;
  } finally {
    await books.close();
  }
}

try {
  process.exitCode = (await checkMoney()) ? 0 : 1;
} catch (error) {
  console.error(`check:money: ${(error as Error).message}`);
  process.exitCode = 1;
}
