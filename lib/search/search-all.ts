import "server-only";
import { type ActorOf, type Context, MODES, type Mode } from "@/lib/context";
import { asciiDigits } from "@/lib/i18n/digits";
import { requirePermission } from "@/lib/operators/require-permission";
import { NO_FILTERS } from "@/lib/transactions/console/schema";
import { listConsoleTransactions } from "@/lib/transactions/list-console-transactions";
import { findById, readId } from "./find-by-id";
import { findByName } from "./find-by-name";
import type { Hit } from "./hit";

const HITS_MAX = 12;
const TRANSACTIONS_MAX = 6;
const QUERY_CHARS_MIN = 2;
const QUERY_CHARS_MAX = 64;
/** Of a whole address with an id in it. */
const PASTED_CHARS_MAX = 2048;
/** What comes along with text copied from a right-to-left page. */
const INVISIBLE = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * What one box may mean, over everything: an id of ours (also inside a copied address), a provider's
 * token or reference number, an order, a mobile, a card or its last four digits, a public key; the name
 * of an app or an operator, in any spelling. Payments of both modes are found, those of `mode` first.
 */
export async function searchAll(
  ctx: Context<ActorOf<"operator">>,
  { q, mode }: { q: string; mode: Mode },
): Promise<Hit[]> {
  requirePermission(ctx.actor, "read");
  const pasted = q.slice(0, PASTED_CHARS_MAX).replace(INVISIBLE, "").trim();
  const named = readId(pasted);
  if (named) return findById(ctx, named);
  const text = asciiDigits(pasted);
  if (text.length < QUERY_CHARS_MIN || text.length > QUERY_CHARS_MAX) return [];
  const modes = [mode, ...MODES.filter((one) => one !== mode)];
  const [names, ...payments] = await Promise.all([
    findByName(ctx, text),
    ...modes.map((one) => findPayments(ctx, one, text)),
  ]);
  return [...payments.flat(), ...names].slice(0, HITS_MAX);
}

async function findPayments(
  ctx: Context<ActorOf<"operator">>,
  mode: Mode,
  q: string,
): Promise<Hit[]> {
  const { rows } = await listConsoleTransactions(
    ctx,
    mode,
    { ...NO_FILTERS, q },
    { limit: TRANSACTIONS_MAX },
  );
  return rows.map((row) => ({
    type: "transaction",
    id: row.id,
    mode: row.mode,
    status: row.status,
    amountRials: row.amountRials.toString(),
    orderId: row.orderId,
    appName: row.app.name,
    createdAt: row.createdAt.toISOString(),
  }));
}
