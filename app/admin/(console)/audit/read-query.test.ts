import { expect, test } from "vitest";
import { mintId } from "@/lib/ids/mint-id";
import { auditHref, filtersOf, readQuery } from "./read-query";

const NOW = new Date("2026-11-21T10:00:00Z");

test("what makes no sense is as if it were not there", () => {
  const nothing = readQuery({});
  const odd = {
    group: "root,__proto__,constructor",
    range: "eternity",
    from: "2026-13-01",
    after: "1; drop table",
    actor: "",
    entity: "x".repeat(500),
    other: "y",
  };
  expect(readQuery(odd)).toEqual(nothing);
  expect(filtersOf(nothing, NOW)).toEqual({});
  expect(readQuery({ from: "2026-11-20", to: "2026-11-01" })).toMatchObject({ to: null });
});

test("an address says the same after it was read and written", () => {
  const after = mintId("audit");
  const address = `group=keys,apps&actor=usr_1&entity=key_1&from=2026-11-01&to=2026-11-02`;
  const chosen = readQuery(Object.fromEntries(new URLSearchParams(address)));
  const href = auditHref(chosen, { after });
  const again = readQuery(Object.fromEntries(new URL(href, "http://x").searchParams));
  expect(again).toEqual({ ...chosen, after });
});

test("groups are all their deeds, days are Tehran's, and a preset goes before single days", () => {
  const { actions, period } = filtersOf(
    readQuery({ group: "keys", from: "2026-11-01", to: "2026-11-02" }),
    NOW,
  );
  expect(actions).toEqual(["key.issue", "key.rotate", "key.revoke"]);
  expect(period?.from.toISOString()).toBe("2026-10-31T20:30:00.000Z");
  expect(period?.to.toISOString()).toBe("2026-11-02T20:30:00.000Z");
  const today = filtersOf(readQuery({ range: "today", from: "2020-01-01" }), NOW).period;
  expect(today?.from.toISOString()).toBe("2026-11-20T20:30:00.000Z");
  const open = filtersOf(readQuery({ from: "2026-11-01" }), NOW).period;
  expect(open?.to.getTime()).toBeGreaterThan(NOW.getTime());
});
