/** One wrong design, as replacements in the sources, and the quickest tests that must fail on it. */
export type Mutant = {
  name: string;
  /** What the design gets wrong. */
  wrong: string;
  edits: readonly { file: string; find: string; replace: string }[];
  /** Tests that must each fail on it: a file, and the words that its name begins with. */
  killers: readonly Killer[];
};
export type Killer = { file: string; test: string };

const settle = (test: string): Killer => ({ file: "lib/transactions/settle.test.ts", test });
const HISTORIES: Killer = {
  file: "lib/simulation/interleaving-even.test.ts",
  test: "whatever the order",
};

/** The seven wrong designs that the suite must not let through (threats §4.6). */
export const MUTANTS: readonly Mutant[] = [
  {
    name: "unguarded",
    wrong: "read, verify, write: the update does not ask whether it is paid already",
    edits: [
      {
        file: "lib/transactions/record-paid.ts",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
        find: "where id = ${before.id} and status in (${literals(from)})",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
        replace: "where id = ${before.id} and ${from.includes(before.status)}",
      },
    ],
    killers: [settle("two processes that both verified"), HISTORIES],
  },
  {
    name: "repeated-is-failure",
    wrong: "101 is taken for a failure",
    edits: [
      {
        file: "lib/providers/zarinpal/judge.ts",
        find: '  if (envelope.kind === "success") {\n    const value: Verified',
        replace: `  if (envelope.kind === "success" && envelope.repeated) {
    const refusal = { code: "101", message: "Verified", messageFa: "" };
    return { exchange, outcome: "refused", refusal: { ...refusal, kind: "not_paid" } };
  }
  if (envelope.kind === "success") {
    const value: Verified`,
      },
    ],
    killers: [settle("101 seen first by us"), HISTORIES],
  },
  {
    name: "outbox-outside",
    wrong: "the outbox row is written after the transaction, not in it",
    edits: [
      {
        file: "lib/transactions/record-paid.ts",
        find: "await inTransaction(ctx, (tx) => writePaid(tx, claim, verified, exchanges));",
        replace: `const view = await inTransaction(ctx, (tx) => writePaid(tx, claim, verified, exchanges));
    if (view) await tellSite(ctx, view, "paid");`,
      },
      {
        file: "lib/transactions/record-paid.ts",
        find: 'await tellSite(tx, view, "paid");',
        replace: "return view;",
      },
    ],
    // In the histories a process must die between two particular steps, which few seeds do.
    killers: [settle("a payment and its news are one")],
  },
  {
    name: "not-unique",
    wrong:
      "no unique constraint: one order may be paid twice, a payment booked twice, a token shared",
    edits: [
      {
        file: "lib/testing/test-context.ts",
        find: "return url.href;",
        replace: `const clone = postgres(url.href, { max: 1, onnotice: () => {} });
    await clone.unsafe(\`
      drop index payment.transactions_one_live_per_order, payment.transactions_one_paid_per_order,
        payment.attempts_authority, payment.attempts_ref_id, payment.ledger_entries_one_payment;
      alter table payment.ledger_entries drop constraint ledger_entries_once\`);
    await clone.end();
    return url.href;`,
      },
    ],
    killers: [settle("one order is paid once, by a constraint"), HISTORIES],
  },
  {
    name: "amount-from-query",
    wrong: "the amount to verify is the one in the callback's address",
    edits: [
      {
        file: "lib/transactions/receive-callback.ts",
        find: "hint: callback.hint }",
        replace: "hint: callback.hint, amount: parameters.amount }",
      },
      {
        file: "lib/transactions/settle-attempt.ts",
        find: "askProvider(provider, account, claim)",
        replace: `askProvider(provider, account, trigger.amount === undefined ? claim
      : { ...claim, transaction: { ...claim.transaction, amountRials: BigInt(trigger.amount) } })`,
      },
    ],
    killers: [
      { file: "lib/simulation/done-when.test.ts", test: "what a callback says" },
      HISTORIES,
    ],
  },
  {
    name: "found-by-transaction",
    wrong:
      "a callback is looked up by its transaction id, and its token is verified for that (CVE-2026-2592)",
    edits: [
      {
        file: "lib/transactions/receive-callback.ts",
        find: "const held = callback && (await findByAuthority(ctx.db, providerName, callback.token));",
        replace: `const { transaction_id: named } = parameters;
  const [row] = named === undefined ? [] : await ctx.db.execute(
    \`select id as "attemptId", transaction_id as "transactionId" from payment.attempts where transaction_id = '\${named}'\`);
  const held = row ?? (callback && (await findByAuthority(ctx.db, providerName, callback.token)));`,
      },
      {
        file: "lib/transactions/receive-callback.ts",
        find: "hint: callback.hint }",
        replace: "hint: callback.hint, token: callback.token }",
      },
      {
        file: "lib/transactions/settle-attempt.ts",
        find: "askProvider(provider, account, claim)",
        replace: `askProvider(provider, account, trigger.token === undefined ? claim
      : { ...claim, attempt: { ...claim.attempt, authority: trigger.token } })`,
      },
    ],
    killers: [settle("an authority paid for order A"), HISTORIES],
  },
  {
    name: "nonce-unchecked",
    wrong: "a signed request may be sent again",
    edits: [
      {
        file: "lib/gates/api-key.ts",
        find: 'if (!fresh.value) throw new BrokerError("unauthorized", "nonce_reused");',
        replace: "",
      },
    ],
    killers: [{ file: "app/v1/pay/request/route.test.ts", test: "a nonce is burned once" }],
  },
];
