import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const SCREENSHOTS = join(import.meta.dirname, "../../test-results/pages");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * The page as it now stands is open to everyone (axe finds nothing) and does not scroll sideways. A
 * picture of it is kept under that label.
 * @param moves it goes on or reloads by itself, which is what it is for
 */
export async function expectGood(page: Page, label: string, moves = false): Promise<void> {
  await page.screenshot({ path: join(SCREENSHOTS, `${label}.png`), fullPage: true });
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).withTags(RULES);
  // Without frames there is nothing for the slower mode to do; it opens another page for each run.
  axe.setLegacyMode();
  if (moves) axe.disableRules(["meta-refresh"]);
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(" | ")}`);
  expect(found, label).toEqual([]);
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wide, `${label}: pixels to scroll sideways`).toBeLessThanOrEqual(0);
}
