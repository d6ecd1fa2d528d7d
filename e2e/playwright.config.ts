import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { browserFlags, findBrowser } from "../lib/testing/find-browser";

const executablePath = findBrowser();

/** What needs a browser or a real socket, against the built server. `npm test` runs it after the build. */
export default defineConfig({
  testMatch: "**/*.spec.ts",
  globalSetup: "./stack/global-setup.ts",
  outputDir: join(import.meta.dirname, "../test-results"),
  reporter: "list",
  fullyParallel: true,
  workers: 2,
  // A test that needs a second try has found something; it is not to be hidden.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    browserName: "chromium",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: { args: browserFlags(), ...(executablePath ? { executablePath } : {}) },
  },
});
