import { expect, test, vi } from "vitest";
import { SealError, seal, unseal } from "./seal";

test("a sealed secret opens in its own place and nowhere else", () => {
  const a = seal("api_keys.secret_enc:key_1", "fps_live_secret");
  expect(a).not.toContain("secret");
  expect(unseal("api_keys.secret_enc:key_1", a)).toBe("fps_live_secret");
  expect(() => unseal("api_keys.secret_enc:key_2", a)).toThrow(SealError);
});

test("a changed byte does not open", () => {
  const sealed = seal("p", "x".repeat(40));
  const at = 30;
  const changed = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
  expect(() => unseal("p", changed)).toThrow(SealError);
});

test("a text that is not of this form is no secret", () => {
  const sealed = seal("p", "secret");
  expect(sealed).toMatch(/^k1:/);
  for (const text of [sealed.replace("k1:", "k2:"), "k1:", "k1", ""]) {
    expect(() => unseal("p", text)).toThrow(SealError);
  }
});

test("what was sealed under the secret before opens, and is not sealed under it any more", async () => {
  const before = seal("p", "secret");
  const { APP_SECRET } = process.env;
  const start = () => {
    vi.resetModules();
    return import("./seal");
  };
  process.env.APP_SECRET = "another-test-only-app-secret-of-more-than-32-bytes";
  try {
    const without = await start();
    expect(() => without.unseal("p", before)).toThrow("no key opens this secret");
    process.env.APP_SECRET_PREVIOUS = APP_SECRET;
    const later = await start();
    expect(later.unseal("p", before)).toBe("secret");
    expect(() => unseal("p", later.seal("p", "secret"))).toThrow(SealError);
  } finally {
    process.env.APP_SECRET = APP_SECRET;
    delete process.env.APP_SECRET_PREVIOUS;
  }
});
