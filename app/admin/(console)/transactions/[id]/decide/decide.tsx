import type { Alert } from "@/lib/alerts/get-open-alert";
import { listAlertsOf } from "@/lib/alerts/list-alerts-of";
import type { OperatorContext } from "@/lib/gates/operator";
import { findException } from "@/lib/transactions/find-exception";
import type { TransactionStory } from "@/lib/transactions/get-transaction-story";
import { DecideException } from "./decide-exception";
import { DecideLate } from "./decide-late";
import { DecideReversed } from "./decide-reversed";

/** What a person has to decide about a payment; nothing where nobody has to. */
export async function Decide({
  ctx,
  story: { transaction, attempts },
}: {
  ctx: OperatorContext;
  story: TransactionStory;
}) {
  const { id, status, exception } = transaction;
  const [found, alerts] = await Promise.all([
    exception === null ? null : findException(ctx, id),
    listAlertsOf(ctx, id),
  ]);
  const { role } = ctx.actor;
  const newest = (kind: Alert["kind"]) => alerts.findLast((one) => one.kind === kind);
  const late = status === "paid" ? undefined : newest("late_payment");
  const taken = attempts.some((one) => one.id === late?.subject && one.lateAcceptedAt !== null);
  const reversed = newest("provider_reversed");
  return (
    <>
      {found?.reason != null && <DecideException id={id} found={found} role={role} />}
      {late && exception === null && <DecideLate alert={late} taken={taken} role={role} />}
      {reversed && <DecideReversed alert={reversed} role={role} />}
    </>
  );
}
