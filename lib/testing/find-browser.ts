import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const VARIABLES = ["CHROMIUM_PATH", "CHROME_PATH", "PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH"];
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const VERSION_TIMEOUT_MS = 15_000;

/**
 * The path of a Chromium or Chrome that starts: the one the environment names, the system's, or
 * Playwright's own. Null when there is none.
 */
export function findBrowser(): string | null {
  const named = VARIABLES.map((name) => process.env[name]);
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const all = [...named, ...onPath, ...installed(), chromium.executablePath()];
  return all.find((path): path is string => Boolean(path) && starts(path as string)) ?? null;
}

/** What a browser must be told here: Chromium refuses its sandbox to root. */
export function browserFlags(): string[] {
  return process.getuid?.() === 0 ? ["--no-sandbox"] : [];
}

/** Where the installers of macOS and Windows put Chrome. */
function installed(): string[] {
  if (process.platform === "darwin") {
    return [
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];
  }
  if (process.platform !== "win32") return [];
  const roots = [
    process.env.ProgramFiles,
    process.env["ProgramFiles(x86)"],
    process.env.LOCALAPPDATA,
  ];
  return roots.flatMap((root) =>
    root ? [join(root, "Google", "Chrome", "Application", "chrome.exe")] : [],
  );
}

/** A file of that name may be a stub that only says how to install the browser. */
function starts(path: string): boolean {
  if (!existsSync(path)) return false;
  // Chrome for Windows opens a window when asked for its version.
  if (process.platform === "win32") return true;
  const options = { timeout: VERSION_TIMEOUT_MS, encoding: "utf8" } as const;
  const { status, stdout } = spawnSync(path, ["--version"], options);
  return status === 0 && /Chrom/.test(stdout);
}
