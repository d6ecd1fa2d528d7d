import { Messages } from "@/components/messages";
import type { Mode } from "@/lib/context";
import type { OperatorContext } from "@/lib/gates/operator";
import { refundWays } from "@/lib/refunds/refund-ways";
import { RefundDialog } from "./refund-dialog";

/** The refund's button with its dialog, its texts, and what is possible now. */
export async function RefundButton({
  ctx,
  transactionId,
  mode,
}: {
  ctx: OperatorContext;
  transactionId: string;
  mode: Mode;
}) {
  const ways = await refundWays(ctx, transactionId);
  return (
    <Messages of={["consoleRefundDialog"]}>
      <RefundDialog transactionId={transactionId} test={mode === "test"} ways={ways} />
    </Messages>
  );
}
