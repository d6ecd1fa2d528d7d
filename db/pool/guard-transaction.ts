import type postgres from "postgres";
import type { DriverQuery } from "./connection";
import { prepareUnsafe } from "./prepare-unsafe";

type Transaction = postgres.TransactionSql;
type Body = (tx: Transaction) => unknown;

/**
 * Runs a transaction's body and refuses its queries once it has settled. A branch that is still
 * running then (the rest of a failed `Promise.all`) would otherwise write through a connection
 * that has gone on to serve somebody else. Does the same for each savepoint inside.
 */
export async function guardTransaction(tx: Transaction, body: Body): Promise<unknown> {
  let over = false;

  function guarded<T>(made: T): T {
    if (!(made instanceof Promise)) return made;
    const query = made as unknown as DriverQuery;
    const run = query.handler;
    query.handler = (self) =>
      over ? self.reject(new Error("the transaction is over")) : run(self);
    return made;
  }

  const tagged = (strings: TemplateStringsArray, ...values: never[]) =>
    guarded(tx(strings, ...values));
  const unsafe = prepareUnsafe(tx.unsafe);
  const savepoint = tx.savepoint as (...args: unknown[]) => Promise<unknown>;
  const guardedTx = Object.assign(tagged, tx, {
    unsafe: (...args: Parameters<typeof unsafe>) => guarded(unsafe(...args)),
    savepoint: (first: unknown, second?: unknown) => {
      if (over) return Promise.reject(new Error("the transaction is over"));
      const inner = (nested: Transaction) => guardTransaction(nested, (second ?? first) as Body);
      return second === undefined ? savepoint(inner) : savepoint(first, inner);
    },
  }) as unknown as Transaction;

  try {
    const result = body(guardedTx);
    return await (Array.isArray(result) ? Promise.all(result) : result);
  } finally {
    over = true;
  }
}
