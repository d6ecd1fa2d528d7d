import { expect, test } from "vitest";
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
