import { expect, test } from "vitest";
import * as door from "./route";

test.each(Object.entries(door))(
  "%s of an address nobody has is answered in our shape",
  async (_, handle) => {
    const response = await handle();
    expect(response.status).toBe(404);
    expect(response.headers.get("x-request-id")).toMatch(/^req_/);
    expect((await response.json()).error).toMatchObject({
      code: "not_found",
      reason: "route_not_found",
    });
  },
);

test("no method is left to Next's own page", () => {
  expect(Object.keys(door).sort()).toEqual(["DELETE", "GET", "PATCH", "POST", "PUT"]);
});
