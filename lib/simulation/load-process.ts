import { vi } from "vitest";
import type { advanceDueRefunds } from "@/lib/refunds/advance-due-refunds";
import type { lookUpRefund } from "@/lib/refunds/look-up-refund";
import type { requestRefund } from "@/lib/refunds/request-refund";
import type { receiveCallback } from "@/lib/transactions/receive-callback";
import type { reconcileDue } from "@/lib/transactions/reconcile-due";
import type { settleAttempt } from "@/lib/transactions/settle-attempt";
import { currentWorld, stage } from "./stage";

/** The verbs under test, with the memory of one process of their own. */
export type Verbs = {
  settleAttempt: typeof settleAttempt;
  receiveCallback: typeof receiveCallback;
  reconcileDue: typeof reconcileDue;
  requestRefund: typeof requestRefund;
  lookUpRefund: typeof lookUpRefund;
  advanceDueRefunds: typeof advanceDueRefunds;
};

/**
 * Load the real verbs once more, as another process would. Put in their place: the way to the provider,
 * the chance in ids, and the sending of webhooks, which begins where the outbox row is committed.
 */
export async function loadProcess(): Promise<Verbs> {
  vi.resetModules();
  vi.doMock("@/lib/net/provider-http", () => ({
    postToProvider: (url: string, body: Record<string, unknown>) =>
      currentWorld().provider.post(url, body),
  }));
  vi.doMock("@/lib/webhooks/kick-webhooks", () => ({ kickWebhooks: () => {} }));
  vi.doMock("@/lib/ids/mint-id", async (load) => {
    const real = await load<typeof import("@/lib/ids/mint-id")>();
    const ulid = () => stage.getStore()?.world.nextId() ?? real.ulid();
    const mintId = (kind: Parameters<typeof real.mintId>[0]) =>
      real.mintId(kind).slice(0, 4) + ulid();
    return { ...real, ulid, mintId };
  });
  return {
    ...(await import("@/lib/transactions/settle-attempt")),
    ...(await import("@/lib/transactions/receive-callback")),
    ...(await import("@/lib/transactions/reconcile-due")),
    ...(await import("@/lib/refunds/request-refund")),
    ...(await import("@/lib/refunds/look-up-refund")),
    ...(await import("@/lib/refunds/advance-due-refunds")),
  };
}
