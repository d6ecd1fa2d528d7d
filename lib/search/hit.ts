import type { Mode } from "@/lib/context";
import type { RefundStatus } from "@/lib/refunds/state";
import type { TransactionStatus } from "@/lib/transactions/state";
import type { DeliveryStatus } from "@/lib/webhooks/state";

/** Something that a search found. Amounts are Rials in digits, times ISO: it travels as JSON. */
export type Hit =
  | {
      type: "transaction";
      id: string;
      mode: Mode;
      status: TransactionStatus;
      amountRials: string;
      orderId: string;
      appName: string;
      createdAt: string;
    }
  | { type: "refund"; id: string; mode: Mode; status: RefundStatus; amountRials: string }
  | { type: "delivery"; id: string; mode: Mode; status: DeliveryStatus; url: string }
  | { type: "endpoint"; id: string; mode: Mode; url: string }
  | { type: "app"; id: string; name: string; slug: string }
  | { type: "key"; id: string; mode: Mode; publicId: string; appId: string; appName: string }
  | { type: "operator"; id: string; name: string | null; email: string };
export type HitType = Hit["type"];
