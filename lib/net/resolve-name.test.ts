import { expect, test } from "vitest";
import { isLoopbackAddress } from "./address-rules";
import { resolveName } from "./resolve-name";

test("localhost is this machine, by its hosts file", async () => {
  const addresses = await resolveName("localhost");
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.every(isLoopbackAddress)).toBe(true);
});

test("a name that cannot exist has no address", async () => {
  // https://www.rfc-editor.org/rfc/rfc6761#section-6.4
  await expect(resolveName("nothing.invalid")).rejects.toMatchObject({ code: expect.any(String) });
});
