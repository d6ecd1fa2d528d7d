/**
 * `npm run bench:pages`: what an operator's browser sees of the built console among a million payments: the
 * largest contentful paint of the transactions page, the presses that matter on it, and the compressed
 * JavaScript of every page. Exit code 1 when a budget is broken: 1.0 s, 200 ms, 180 KB.
 *
 *   --url postgres://…  a seeded database; without, one is made and seeded (--count 1000000)
 *   --origin URL --email … --password …   a server that runs already, instead of this build
 *   --as-built          measure the build that is there, though its sources have changed since
 *   --loads 15
 */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import postgres from "postgres";
import { buildApp, isBuilt } from "../launcher/build-app";
import { hashPassword } from "../operators/hash-password";
import { ensureBrowser } from "../testing/ensure-browser";
import { browserFlags } from "../testing/find-browser";
import { percentile } from "./lists/measure";
import { observe, pressUntilChanged, readLcp, takeSlowestPress } from "./pages/observe";
import { weighScripts } from "./pages/weigh-scripts";
import { openSeededDatabase } from "./seeded-database";
import { startServer } from "./start-server";

const BUDGET = { lcpMs: 1_000, pressMs: 200, scriptBytes: 180_000 };
const LIST = "/admin/transactions";
const FIRST_ROW = "tbody tr a[href]";
const VIEWPORT = { width: 1440, height: 900 };

const { values } = parseArgs({
  options: {
    url: { type: "string" },
    count: { type: "string", default: "1000000" },
    origin: { type: "string" },
    email: { type: "string" },
    password: { type: "string" },
    "as-built": { type: "boolean", default: false },
    loads: { type: "string", default: "15" },
  },
});

const loads = Number(values.loads);
const root = process.cwd();
/** Whoever signs in; of the bench's own database only. */
const operator = {
  email: values.email ?? "bench@shop.example",
  password: values.password ?? randomBytes(18).toString("base64url"),
};
let broken = 0;

function tell(what: string, found: string, holds: boolean): void {
  if (!holds) broken++;
  console.log(`  ${holds ? "ok  " : "OVER"} ${what.padEnd(52)} ${found}`);
}

async function giveAccount(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  const { email } = operator;
  const hash = await hashPassword(operator.password);
  await sql`delete from payment.sign_in_failures`;
  const known = await sql`
    update payment.operators set password_hash = ${hash}, password_issued_at = null, disabled_at = null
    where email = ${email} returning id`;
  if (known.length === 0) {
    await sql`insert into payment.operators (id, tenant_id, email, role, password_hash)
      select 'usr_01BENCH0000000000000000000', id, ${email}, 'owner', ${hash} from payment.tenants
      where slug = 'default'`;
  }
  await sql.end();
}

async function signIn(browser: Browser, origin: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: "fa-IR" });
  const page = await context.newPage();
  const next = encodeURIComponent(`${LIST}?mode=live`);
  // Until its script runs, the form would send itself another way.
  await page.goto(`${origin}/admin/sign-in?next=${next}`, { waitUntil: "networkidle" });
  await page.locator("input[name=email]").fill(operator.email);
  await page.locator("input[name=password]").fill(operator.password);
  await page.locator("form button[type=submit]").click();
  await page.waitForURL((url) => !url.pathname.endsWith("/sign-in"));
  // A link to the mode is remembered by a cookie.
  await page.goto(`${origin}${LIST}?mode=live`);
  await page.close();
  return context;
}

/** Loads the list over and over; every time in a document of its own. */
async function measurePaint(context: BrowserContext, url: string): Promise<number[]> {
  const times: number[] = [];
  for (let load = 0; load <= loads; load++) {
    const page = await context.newPage();
    await observe(page);
    await page.goto(url, { waitUntil: "load" });
    await page.locator(FIRST_ROW).first().waitFor();
    await page.waitForTimeout(500);
    times.push(await readLcp(page));
    await page.close();
  }
  return times;
}

type Press = { press: number[]; change: number[] };

async function measurePresses(
  context: BrowserContext,
  url: string,
): Promise<Record<string, Press>> {
  const found: Record<string, Press> = {};
  const note = (name: string, press: number, change: number) => {
    found[name] ??= { press: [], change: [] };
    found[name].press.push(press);
    found[name].change.push(change);
  };
  const page = await context.newPage();
  await observe(page);
  for (let round = 0; round < loads; round++) {
    await page.goto(url, { waitUntil: "load" });
    await page.locator(FIRST_ROW).first().waitFor();
    await page.waitForTimeout(300);
    await takeSlowestPress(page);
    for (const [name, selector, changed] of [
      ["next page", "a[rel=next]", FIRST_ROW],
      ["sort by amount", "thead th a[href*=amount]", FIRST_ROW],
      ["open a filter", "main div[aria-busy] > span button[aria-haspopup=dialog]", "[role=dialog]"],
    ] as const) {
      const change = await pressUntilChanged(page, selector, changed);
      await page.waitForTimeout(300);
      note(name, await takeSlowestPress(page), change);
    }
  }
  await page.close();
  return found;
}

async function run(origin: string): Promise<void> {
  const executablePath = await ensureBrowser();
  const browser = await chromium.launch({ executablePath, args: browserFlags() });
  try {
    const context = await signIn(browser, origin);
    const url = `${origin}${LIST}`;
    const [first = Number.NaN, ...warm] = await measurePaint(context, url);
    const paint = percentile(warm, 0.95);
    console.log(`largest contentful paint of ${LIST}, ${loads} loads`);
    const half = percentile(warm, 0.5).toFixed(0);
    const told = `p50 ${half}  p95 ${paint.toFixed(0)} ms  (first ever ${first.toFixed(0)})`;
    tell("budget 1000 ms", told, paint <= BUDGET.lcpMs);
    console.log("presses there: until the next paint, and until what was asked for is in sight");
    for (const [name, { press, change }] of Object.entries(await measurePresses(context, url))) {
      const slowest = percentile(press, 0.95);
      const all = [0.5, 0.95].map((share) => percentile(change, share).toFixed(0)).join(" / ");
      const text = `p95 ${slowest.toFixed(0)} ms  in sight p50 / p95 ${all} ms`;
      tell(name, text, slowest <= BUDGET.pressMs);
    }
    console.log("JavaScript, compressed: of the page itself, and fetched ahead while it is idle");
    const state = await context.storageState();
    for (const path of await findPaths(context, origin)) {
      const { own, prefetched, status } = await weighScripts(browser, state, `${origin}${path}`);
      const kilobytes = [own, prefetched].map((bytes) => `${(bytes / 1000).toFixed(1)} KB`);
      const shown = `${kilobytes.join("  + ")}${status === 200 ? "" : `  answered ${status}`}`;
      tell(path, shown, own <= BUDGET.scriptBytes && status === 200);
    }
  } finally {
    await browser.close();
  }
}

/** Every page the console's own links lead to, one of each kind; found by following them. */
async function findPaths(context: BrowserContext, origin: string): Promise<string[]> {
  const kinds = new Map<string, string>();
  const seen = new Set<string>();
  const queue = ["/admin"];
  const page = await context.newPage();
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const kind = path.replace(/\/[a-z]{3}_[0-9A-Z]+/g, "/[id]");
    if (kinds.has(kind) || seen.has(path)) continue;
    seen.add(path);
    await page.goto(`${origin}${path}`, { waitUntil: "load" });
    kinds.set(kind, path);
    const links = await page
      .locator("a[href^='/admin']")
      .evaluateAll((found) =>
        found.map((link) => new URL((link as HTMLAnchorElement).href).pathname),
      );
    queue.push(...links.filter((link) => !link.endsWith("/export")));
  }
  await page.close();
  return ["/admin/sign-in", ...kinds.values()].filter((path, at, all) => all.indexOf(path) === at);
}

if (values.origin) {
  await run(values.origin);
} else {
  if (!values["as-built"] && !isBuilt(root)) await buildApp(root);
  const database = await openSeededDatabase({
    url: values.url,
    count: Number(values.count),
    seed: 1,
  });
  try {
    await giveAccount(database.url);
    const nowhere = "http://127.0.0.1:9";
    const server = await startServer({ root, databaseUrl: database.url, providerUrl: nowhere });
    try {
      await run(server.origin.replace("127.0.0.1", "localhost"));
    } finally {
      await server.stop();
    }
  } finally {
    await database.stop();
  }
}
process.exitCode = broken > 0 ? 1 : 0;
