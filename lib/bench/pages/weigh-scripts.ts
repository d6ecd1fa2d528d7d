import type { Browser, Request } from "@playwright/test";

type State = Awaited<ReturnType<import("@playwright/test").BrowserContext["storageState"]>>;
/** In bytes as they came over the wire, compressed. */
export type Weight = { own: number; prefetched: number; status: number };

const IDLE_MS = 1_500;

/**
 * The JavaScript that a page brings to a browser that knows nothing of it: `own` until its load event,
 * `prefetched` what follows while nobody does anything.
 */
export async function weighScripts(browser: Browser, state: State, url: string): Promise<Weight> {
  const context = await browser.newContext({ storageState: state });
  const page = await context.newPage();
  const early: Request[] = [];
  const late: Request[] = [];
  let loaded = false;
  page.on("load", () => {
    loaded = true;
  });
  page.on("requestfinished", (request) => {
    if (request.resourceType() === "script") (loaded ? late : early).push(request);
  });
  const response = await page.goto(url, { waitUntil: "load" });
  await page.waitForTimeout(IDLE_MS);
  const sum = async (requests: Request[]) => {
    const sizes = await Promise.all(requests.map((request) => request.sizes()));
    return sizes.reduce((total, { responseBodySize }) => total + responseBodySize, 0);
  };
  const weight = {
    own: await sum(early),
    prefetched: await sum(late),
    status: response?.status() ?? 0,
  };
  await context.close();
  return weight;
}
