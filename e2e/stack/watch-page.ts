import type { Page } from "@playwright/test";

/**
 * Collects what a page must not do: errors in its console (a refused policy is one), uncaught exceptions,
 * and policy violations. Its own status, when that is an error, is not one of them.
 */
export async function watchPage(page: Page): Promise<string[]> {
  const wrongs: string[] = [];
  page.on("console", (message) => {
    const own = message.location().url === page.url() && /status of 40\d/.test(message.text());
    if (message.type() === "error" && !own) wrongs.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => wrongs.push(`exception: ${error.message}`));
  await page.exposeFunction("reportViolation", (what: string) => wrongs.push(`policy: ${what}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { reportViolation } = window as unknown as { reportViolation(what: string): void };
      reportViolation(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return wrongs;
}

/** From here on the page stays where it is, although it would go on or reload by itself. */
export async function holdStill(page: Page): Promise<void> {
  await page.route("**/*", (route) =>
    route.request().isNavigationRequest() ? route.fulfill({ status: 204 }) : route.continue(),
  );
}
