import { afterEach, expect, test, vi } from "vitest";

const { APP_SECRET } = process.env;

afterEach(() => {
  process.env.APP_SECRET = APP_SECRET;
  delete process.env.APP_SECRET_PREVIOUS;
});

/** As a process sees it that starts with these secrets. */
async function under(secrets: { APP_SECRET?: string; APP_SECRET_PREVIOUS?: string }) {
  vi.resetModules();
  Object.assign(process.env, secrets);
  return import("./fingerprint");
}

test("a fingerprint is its purpose's and its value's own", async () => {
  const { fingerprint, fingerprints, hasFingerprint } = await under({});
  const known = fingerprint("p", "value");
  expect(known).toMatch(/^[0-9a-f]{64}$/);
  expect(fingerprints("p", "value")).toEqual([known]);
  expect(hasFingerprint("p", "value", known)).toBe(true);
  expect(hasFingerprint("q", "value", known)).toBe(false);
  expect(hasFingerprint("p", "other", known)).toBe(false);
  expect(hasFingerprint("p", "value", "none")).toBe(false);
});

test("what was known under the secret before is found under the one of now", async () => {
  const before = (await under({})).fingerprint("p", "value");
  const later = await under({
    APP_SECRET: "another-test-only-app-secret-of-more-than-32-bytes",
    APP_SECRET_PREVIOUS: APP_SECRET as string,
  });
  const now = later.fingerprint("p", "value");
  expect(now).not.toBe(before);
  expect(later.fingerprints("p", "value")).toEqual([now, before]);
  expect(later.hasFingerprint("p", "value", before)).toBe(true);
  expect(later.hasFingerprint("p", "value", now)).toBe(true);
});
