import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { ALERT_KINDS } from "@/lib/alerts/state";
import { ENTRY_KINDS, LEDGER_ACCOUNTS } from "@/lib/ledger/state";
import { APPROVALS, REFUND_ENDS, REFUND_METHODS, REFUND_STATUSES } from "@/lib/refunds/state";
import { makeShop, makeTransaction, type Shop } from "@/lib/testing/factories";
import { testDatabase } from "@/lib/testing/test-context";
import { ENDPOINT_STATUSES, RESUME_STATUSES, STORED_STATUSES } from "@/lib/webhooks/state";
import {
  ATTEMPT_STATUSES,
  isFinal,
  isUnpaidEnd,
  LIVE_STATUSES,
  NEXT,
  NEXT_WHEN_LATE,
  statusesBefore,
  TRANSACTION_STATUSES,
  type TransactionStatus,
  UNPAID_ENDS,
} from "./state";
import { stateEdges } from "./state-edges";

let db: Database;
let shop: Shop;
beforeAll(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
});

const pairs = TRANSACTION_STATUSES.flatMap((from) =>
  TRANSACTION_STATUSES.filter((to) => to !== from).map((to) => ({ from, to })),
);
const ends = ["paid", ...UNPAID_ENDS];

/** Whether the database lets a transaction go there. */
async function lets(from: TransactionStatus, to: TransactionStatus, late: boolean) {
  const paidAt = from === "paid" ? new Date() : null;
  const { id } = await makeTransaction(db, shop, { status: from, paidAt });
  const moved = db.execute(sql`
    update payment.transactions set status = ${to}, late_at = case when ${late} then now() end,
      paid_at = case when ${to} = 'paid' then now() end
    where id = ${id}`);
  return moved.then(
    () => true,
    (error: { code?: string; cause?: { code?: string } }) => {
      // restrict_violation: the trigger refused, and nothing else went wrong.
      expect(error.code ?? error.cause?.code).toBe("23001");
      return false;
    },
  );
}

describe("the database's trigger and the table are the same machine", () => {
  test.each(pairs)("$from → $to", async ({ from, to }) => {
    const allowed = NEXT[from].includes(to);
    expect(await lets(from, to, false)).toBe(allowed);
    const whenLate = isUnpaidEnd(from) && NEXT_WHEN_LATE[from].includes(to);
    expect(await lets(from, to, true)).toBe(allowed || whenLate);
  });
});

test("an end is what nothing leaves, and money that comes late leaves only unpaid ones", () => {
  const left = TRANSACTION_STATUSES.filter((status) => NEXT[status].length > 0);
  expect(left).toEqual([...LIVE_STATUSES]);
  expect(TRANSACTION_STATUSES.filter(isFinal)).toEqual(ends);
  expect(Object.keys(NEXT_WHEN_LATE)).toEqual([...UNPAID_ENDS]);
  expect(Object.values(NEXT_WHEN_LATE).flat()).toEqual(["paid", "paid", "paid"]);
});

test("guarded updates start from the table, and so does the picture of it", () => {
  for (const to of TRANSACTION_STATUSES) {
    const before = pairs.filter((pair) => pair.to === to && NEXT[pair.from].includes(to));
    expect(statusesBefore(to)).toEqual(before.map(({ from }) => from));
  }
  const edges = stateEdges().map(({ from, to, late }) => `${from} ${to} ${late}`);
  const wanted = pairs.flatMap(({ from, to }) => {
    if (NEXT[from].includes(to)) return [`${from} ${to} false`];
    return isUnpaidEnd(from) && NEXT_WHEN_LATE[from].includes(to) ? [`${from} ${to} true`] : [];
  });
  expect(edges.sort()).toEqual(wanted.sort());
});

const quoted = (text: string) => [...text.matchAll(/'([^']*)'::text/g)].map(([, word]) => word);

test.each([
  ["transactions_status", TRANSACTION_STATUSES],
  ["attempts_status", ATTEMPT_STATUSES],
  ["refunds_status", REFUND_STATUSES],
  ["refunds_method", REFUND_METHODS],
  ["refunds_approval", APPROVALS],
  ["refunds_ended_at", REFUND_ENDS],
  ["ledger_entries_kind", ENTRY_KINDS],
  ["ledger_entries_account", LEDGER_ACCOUNTS],
  ["alerts_kind", ALERT_KINDS],
  ["webhook_endpoints_status", ENDPOINT_STATUSES],
  ["webhook_deliveries_status", STORED_STATUSES],
  ["webhook_deliveries_resume", RESUME_STATUSES],
])("check %s lists the vocabulary of the code", async (name, words) => {
  const [row] = await db.execute<{ def: string }>(
    sql`select pg_get_constraintdef(oid) as def from pg_constraint where conname = ${name}`,
  );
  expect(quoted(row?.def ?? "")).toEqual([...words]);
});

test.each([
  ["transactions_one_live_per_order", [...LIVE_STATUSES, "paid"]],
  ["transactions_one_paid_per_order", ["paid"]],
  ["transactions_live", LIVE_STATUSES],
])("index %s covers what the code means by it", async (name, words) => {
  const [row] = await db.execute<{ where: string }>(sql`
    select pg_get_expr(indpred, indrelid) as "where" from pg_index
    where indexrelid = to_regclass(${`payment.${name}`})`);
  expect(quoted(row?.where ?? "")).toEqual([...words]);
});
