import type { Page } from "@playwright/test";
import { SECRETS } from "./secrets";

/** Signs in at the console as a person would; the owner unless told otherwise. Ends at `next`. */
export async function signIn(
  page: Page,
  brokerUrl: string,
  {
    email = SECRETS.ADMIN_EMAIL as string,
    password = SECRETS.ADMIN_PASSWORD as string,
    next = "/admin",
  } = {},
): Promise<void> {
  await page.goto(`${brokerUrl}/admin/sign-in?next=${encodeURIComponent(next)}`);
  await page.locator("input[name=email]").fill(email);
  await page.locator("input[name=password]").fill(password);
  await page.locator("form button[type=submit]").click();
  await page.waitForURL((url) => !url.pathname.endsWith("/sign-in"));
}
