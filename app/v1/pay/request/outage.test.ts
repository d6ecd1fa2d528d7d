import { expect, test } from "vitest";
import { signedCall } from "@/lib/testing/signed-call";
import { POST } from "./route";

// Nothing listens there: this file never asks for a test database.
const key = { publicId: "fpk_test_01JD8Z6T3Q4W5E6R7T8Y9VBNMC", secret: "fps_test_any" };

test("without a database the answer is retryable, in the contract's shape, and says no more", async () => {
  const response = await signedCall(POST, "/v1/pay/request", key, {});
  expect(response.status).toBe(503);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  const { error } = (await response.json()) as { error: Record<string, unknown> };
  expect(error).toMatchObject({
    code: "unavailable",
    reason: "database_unavailable",
    retryable: true,
  });
  expect(JSON.stringify(error)).not.toMatch(/127\.0\.0\.1|ECONN|CONNECT_/);
});
