import type { ScenarioName } from "../../lib/sandbox/scenarios";
import type { Transaction } from "../../public/sdk/flatpay.mjs";

type Act = "pay" | "cancel" | "fail" | "close";

/**
 * What a browser does on the simulator's page, without one: presses a button, and follows the way back
 * through the broker's callback. Returns where the shopper is sent then; null when nowhere.
 */
export async function actAtBank(
  brokerUrl: string,
  { authority }: Pick<Transaction, "authority">,
  act: Act,
  scenario: ScenarioName | "" = "",
): Promise<string | null> {
  const callback = await locationOf(`${brokerUrl}/sandbox/zarinpal/pg/StartPay/${authority}`, {
    method: "POST",
    body: new URLSearchParams({ act, scenario }),
  });
  return callback && locationOf(callback);
}

async function locationOf(url: string, init: RequestInit = {}): Promise<string | null> {
  const response = await fetch(url, { ...init, redirect: "manual" });
  return response.headers.get("location");
}
