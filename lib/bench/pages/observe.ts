import type { Page } from "@playwright/test";

type Observed = { lcpMs: number; interactions: number[] };
declare global {
  interface Window {
    observed?: Observed;
  }
}

/**
 * Has every document of the page note what its reader would: when its largest content was painted, and how
 * long each press took until the next paint (the browser's own Event Timing, which INP is made of).
 */
export async function observe(page: Page): Promise<void> {
  // What esbuild wraps around functions with a name, and pages do not have.
  await page.addInitScript("globalThis.__name ??= (wrapped) => wrapped;");
  await page.addInitScript(() => {
    const observed: Observed = { lcpMs: Number.NaN, interactions: [] };
    window.observed = observed;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) observed.lcpMs = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId?: number })[]) {
        if (entry.interactionId) observed.interactions.push(entry.duration);
      }
    }).observe({ type: "event", buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  });
}

/** When the largest content of the document was painted, in milliseconds after its navigation began. */
export async function readLcp(page: Page): Promise<number> {
  return page.evaluate(() => window.observed?.lcpMs ?? Number.NaN);
}

/** The longest press since the last call, in milliseconds; below 16 the browser tells nothing, hence 16. */
export async function takeSlowestPress(page: Page): Promise<number> {
  return page.evaluate(() => {
    const pressed = window.observed?.interactions.splice(0) ?? [];
    return Math.max(16, ...pressed);
  });
}

/**
 * Presses `selector` and waits until `changed` has another answer than before.
 * @returns the milliseconds from the press to the frame after the change, as the page itself sees it.
 */
export async function pressUntilChanged(
  page: Page,
  selector: string,
  changed: string,
): Promise<number> {
  const waited = page.evaluate(
    ({ selector: pressed, changed: expression }) => {
      const read = () => {
        const found = document.querySelector(expression);
        return found && `${found.getAttribute("href") ?? ""} ${found.textContent}`;
      };
      const before = read();
      return new Promise<number>((resolve) => {
        document.querySelector(pressed)?.addEventListener(
          "click",
          ({ timeStamp }) => {
            const look = () => {
              if (read() === before) requestAnimationFrame(look);
              else requestAnimationFrame(() => resolve(performance.now() - timeStamp));
            };
            look();
          },
          { once: true, capture: true },
        );
      });
    },
    { selector, changed },
  );
  const [elapsedMs] = await Promise.all([waited, page.locator(selector).first().click()]);
  return elapsedMs;
}
