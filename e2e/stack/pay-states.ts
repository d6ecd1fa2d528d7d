import type { TransactionStatus } from "../../lib/transactions/state";
import { callAdmin } from "./admin-api";
import { actAtBank } from "./at-the-bank";
import { runJob } from "./cron";
import type { Shop } from "./open-shop";
import { keepUnknown, runOutOfTime } from "./pass-time";

type Broker = { url: string; databaseUrl: string };
type Locale = "fa" | "en";
/** In Rials; the simulator answers a request for it with HTTP 500 (lib/sandbox/scenarios.ts, 04). */
const REFUSED_TO_OPEN = 177_040;

/** Brings a new payment of the shop into a state, over HTTP, as it comes about in life. Its id. */
export async function paymentIn(
  state: TransactionStatus,
  shop: Shop,
  broker: Broker,
  locale: Locale,
): Promise<string> {
  if (state === "created") return unopened(shop, broker, locale);
  const transaction = await shop.open({ locale });
  const { id } = transaction;
  if (state === "paid") await actAtBank(broker.url, transaction, "pay");
  if (state === "canceled") await actAtBank(broker.url, transaction, "cancel");
  if (state === "failed") await actAtBank(broker.url, transaction, "fail", "forged_ok");
  if (state === "verifying") {
    await actAtBank(broker.url, transaction, "pay", "verify_server_error");
    await keepUnknown(broker, id);
  }
  if (state === "expired") {
    await runOutOfTime(broker, id);
    await runJob(broker.url, "reconcile");
  }
  const { status } = await callAdmin(broker.url, `/transactions/${id}`);
  if (status !== state) throw new Error(`${id} should be ${state} and is ${status}`);
  return id;
}

async function unopened(shop: Shop, broker: Broker, locale: Locale): Promise<string> {
  const order_id = `unopened-${Date.now()}-${locale}`;
  const asked = { order_id, amount: REFUSED_TO_OPEN, currency: "IRR", locale } as const;
  await shop.open(asked).then(
    () => Promise.reject(new Error("the simulator opened what it should not")),
    () => {},
  );
  const { data } = await callAdmin(broker.url, `/transactions?order_id=${order_id}`);
  return data[0].id;
}
