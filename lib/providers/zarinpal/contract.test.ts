import { request } from "undici";
import { afterAll, describe, expect, it } from "vitest";
import { handleSandbox, type LocalServer, serveLocally } from "@/lib/sandbox/local-server";
import { SCENARIOS, type ScenarioName } from "@/lib/sandbox/scenarios";
import { testDatabase } from "@/lib/testing/test-context";
import { describeProviderContract, type ProviderWorld } from "../contract";
import type { OpenInput, ProviderAccount } from "../port";
import { createZarinpal } from "./driver";

const MERCHANT = "8a2f1c34-5b6d-4e7f-8091-a2b3c4d5e6f7";
let server: LocalServer | undefined;
async function simulator(): Promise<LocalServer> {
  await testDatabase();
  server ??= await serveLocally(handleSandbox);
  return server;
}
afterAll(() => server?.close());

async function accountOf(merchantId: string): Promise<ProviderAccount> {
  const { url } = await simulator();
  const refundAccess = { baseUrl: url, token: `sandbox-${merchantId}` };
  return { baseUrl: url, credential: merchantId, refundAccess };
}

/** Press a button of the bank page, as a browser would, and read where it sends us. */
async function shop({ baseUrl }: ProviderAccount, token: string, act: "pay" | "cancel") {
  const { statusCode, headers } = await request(`${baseUrl}/pg/StartPay/${token}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: `act=${act}`,
  });
  if (statusCode !== 303) throw new Error(`the bank page answered ${statusCode} to ${act}`);
  return Object.fromEntries(new URL(String(headers.location)).searchParams);
}

for (const unit of ["IRR", "IRT"] as const) {
  describeProviderContract(`ZarinPal in ${unit}`, async (): Promise<ProviderWorld> => {
    return {
      provider: createZarinpal({ unit, route: unit === "IRR" ? "PAYA" : "CARD" }),
      account: await accountOf(MERCHANT),
      stranger: await accountOf(MERCHANT.replace("8a", "9b")),
      shop,
    };
  });
}

describe("ZarinPal's faults, over the wire", () => {
  const zarinpal = createZarinpal({
    unit: "IRR",
    route: "PAYA",
    deadlines: { request: 400, verify: 400, reverse: 400, AddRefund: 400 },
  });
  const input: OpenInput = {
    amountRials: 100_000n,
    description: "faults",
    callbackUrl: "https://broker.example/callback",
    orderId: "1",
    mobile: null,
    email: null,
    cardPan: null,
  };
  const accountFor = async (name: ScenarioName): Promise<ProviderAccount> => {
    const number = String(SCENARIOS[name].number).padStart(2, "0");
    return accountOf(`8a2f1c34-5b6d-4e7f-5ca0-0000000000${number}`);
  };
  /** Open and pay under a scenario; gives what verify takes. */
  async function paid(name: ScenarioName, act: "pay" | "cancel" = "pay") {
    const account = await accountFor(name);
    const opened = await zarinpal.open(account, input);
    if (opened.outcome !== "accepted") throw new Error(JSON.stringify(opened));
    const { token } = opened.value;
    const parameters = await shop(account, token, act);
    const verify = () => zarinpal.verify(account, { token, amountRials: input.amountRials });
    return { account, token, parameters, verify };
  }

  it.each([
    ["request_timeout_before_commit", "timeout"],
    ["request_timeout_after_commit", "timeout"],
    ["request_server_error", "server_error"],
    ["request_html_error", "server_error"],
    ["request_busy", "busy"],
    ["slow", "timeout"],
  ] as const)("open under %s is unknown: %s", async (name, cause) => {
    const answer = await zarinpal.open(await accountFor(name), input);
    expect(answer).toMatchObject({ outcome: "unknown", cause });
  });

  it("a terminal that is not active refuses", async () => {
    const answer = await zarinpal.open(await accountFor("terminal_refused"), input);
    expect(answer).toMatchObject({ outcome: "refused", refusal: { code: "-11" } });
  });

  it.each([
    ["verify_timeout_before_commit", "timeout", false],
    ["verify_timeout_after_commit", "timeout", true],
    ["verify_server_error", "server_error", false],
    ["verify_html_error", "server_error", false],
    ["verify_html_error_after_commit", "server_error", true],
  ] as const)("verify under %s is unknown (%s), then settles", async (name, cause, repeated) => {
    const { verify } = await paid(name);
    expect(await verify()).toMatchObject({ outcome: "unknown", cause });
    expect(await verify()).toMatchObject({ outcome: "accepted", value: { repeated } });
  });

  it("too many attempts is busy, whatever was paid", async () => {
    const { verify } = await paid("verify_busy");
    expect(await verify()).toMatchObject({ outcome: "unknown", cause: "busy" });
    expect(await verify()).toMatchObject({ outcome: "unknown", cause: "busy" });
    expect(await verify()).toMatchObject({ outcome: "accepted", value: { repeated: false } });
  });

  it("a payment that shows late is not paid at first", async () => {
    const { verify } = await paid("delayed_visibility");
    expect(await verify()).toMatchObject({ refusal: { kind: "not_paid" } });
  });

  it("another amount taken is a mismatch", async () => {
    const { verify } = await paid("amount_mismatch");
    expect(await verify()).toMatchObject({ refusal: { kind: "amount_mismatch", code: "-50" } });
  });

  it("a repeated verify may lack its reference", async () => {
    const { verify } = await paid("missing_ref_id_on_101");
    expect(await verify()).toMatchObject({ value: { refId: expect.stringMatching(/^\d{11}$/) } });
    expect(await verify()).toMatchObject({ value: { repeated: true, refId: null } });
  });

  it.each([
    "old_errors",
    "keyed_errors",
    "listed_errors",
    "bare_errors",
    "errors_with_http_200",
    "text_codes",
  ] as const)("errors under %s read the same", async (name) => {
    const { account, verify } = await paid(name, "cancel");
    expect(await verify()).toMatchObject({ refusal: { kind: "not_paid", code: "-51" } });
    const tooSmall = await zarinpal.open(account, { ...input, amountRials: 10n });
    expect(tooSmall).toMatchObject({ outcome: "refused", refusal: { code: "-9" } });
    if (tooSmall.outcome === "refused") {
      expect(tooSmall.refusal.message).toContain("The amount must be at least 1000");
    }
  });

  it.each(["text_codes", "text_shaparak_fee"] as const)(
    "success under %s reads the same",
    async (name) => {
      const { verify } = await paid(name);
      expect(await verify()).toMatchObject({ outcome: "accepted", value: { feeRials: 3_000n } });
    },
  );

  it("a canceled session is still pending for inquiry", async () => {
    const { account, token } = await paid("cancel_stays_in_bank", "cancel");
    expect(await zarinpal.inquire?.(account, token)).toMatchObject({ value: "pending" });
  });

  it("a forged status is only a hint", async () => {
    const canceled = await paid("forged_ok", "cancel");
    expect(zarinpal.parseCallback(canceled.parameters)?.hint).toBe("ok");
    expect(await canceled.verify()).toMatchObject({ refusal: { kind: "not_paid" } });
    const bought = await paid("forged_not_ok");
    expect(zarinpal.parseCallback(bought.parameters)?.hint).toBe("not_ok");
    expect((await bought.verify()).outcome).toBe("accepted");
  });

  it("a reverse without an answer is unknown, one refused by the bank is refused", async () => {
    const lost = await paid("reverse_timeout_after_commit");
    expect(await zarinpal.reverse?.(lost.account, lost.token)).toMatchObject({ cause: "timeout" });
    expect(await zarinpal.inquire?.(lost.account, lost.token)).toMatchObject({ value: "reversed" });
    const refused = await paid("reverse_refused");
    expect(await zarinpal.reverse?.(refused.account, refused.token)).toMatchObject({
      outcome: "refused",
      refusal: { code: "-60" },
    });
  });

  /** Pay, verify and locate under a scenario; gives what a refund takes. */
  async function located(name: ScenarioName) {
    const { account, verify } = await paid(name);
    const verified = await verify();
    if (verified.outcome !== "accepted") throw new Error(JSON.stringify(verified));
    const refId = verified.value.refId ?? "";
    const { amountRials } = input;
    const payment = await zarinpal.locatePayment?.(account, { refId, amountRials });
    if (payment?.outcome !== "accepted") throw new Error(JSON.stringify(payment));
    const { paymentRef } = payment.value;
    const refund = () =>
      zarinpal.refund?.(account, { paymentRef, amountRials: 30_000n, description: "d" });
    return { refund, find: () => zarinpal.findRefund?.(account, paymentRef) };
  }

  it.each([
    ["refund_refused", { outcome: "refused", refusal: { code: "refund_not_active" } }, null],
    ["refund_server_error", { outcome: "unknown", cause: "server_error" }, null],
    ["refund_timeout_before_commit", { outcome: "unknown", cause: "timeout" }, null],
    [
      "refund_timeout_after_commit",
      { outcome: "unknown", cause: "timeout" },
      { status: "pending", amountRials: 30_000n },
    ],
  ] as const)("a refund under %s, and what is found of it", async (name, answer, found) => {
    const { refund, find } = await located(name);
    expect(await refund()).toMatchObject(answer);
    expect(await find()).toMatchObject({ outcome: "accepted", value: found });
  });

  it("inquiry of an unknown session is refused with -54", async () => {
    const account = { baseUrl: (await simulator()).url, credential: MERCHANT };
    const answer = await zarinpal.inquire?.(account, "S".padEnd(36, "x"));
    expect(answer).toMatchObject({ outcome: "refused", refusal: { code: "-54" } });
  });

  it("an amount without a whole number of Tomans is our own mistake", async () => {
    const toman = createZarinpal({ unit: "IRT" });
    const account = { baseUrl: (await simulator()).url, credential: MERCHANT };
    await expect(toman.open(account, { ...input, amountRials: 100_005n })).rejects.toThrow(
      RangeError,
    );
  });
});
