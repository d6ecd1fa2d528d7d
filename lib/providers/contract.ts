import { beforeAll, describe, expect, it } from "vitest";
import type { Answer, OpenInput, Provider, ProviderAccount } from "./port";

/** A driver and a place where its provider can be played with. */
export type ProviderWorld = {
  provider: Provider;
  account: ProviderAccount;
  /** Another merchant at the same provider. */
  stranger: ProviderAccount;
  /** What a shopper's browser does on the provider's page; gives the parameters of the return. */
  shop: (
    account: ProviderAccount,
    token: string,
    act: "pay" | "cancel",
  ) => Promise<Record<string, string>>;
};

const AMOUNT = 250_000n;
const INPUT: OpenInput = {
  amountRials: AMOUNT,
  description: "قرارداد ارائه‌دهنده",
  callbackUrl: "https://broker.example/callback?keep=1",
  orderId: "order-1",
  mobile: "09123456789",
  email: "shopper@example.com",
  cardPan: null,
};

/** What every driver must keep, whatever its provider. Run it beside the driver, over a real socket. */
export function describeProviderContract(name: string, makeWorld: () => Promise<ProviderWorld>) {
  describe(`the provider contract: ${name}`, () => {
    let world: ProviderWorld;
    beforeAll(async () => {
      world = await makeWorld();
    });
    const open = async (input: Partial<OpenInput> = {}) =>
      accepted(await world.provider.open(world.account, { ...INPUT, ...input })).token;
    const verify = (token: string, amountRials = AMOUNT, account = world.account) =>
      world.provider.verify(account, { token, amountRials });
    const paid = async () => {
      const token = await open();
      await world.shop(world.account, token, "pay");
      return token;
    };

    it("every accepted open is a session of its own", async () => {
      expect(await open()).not.toBe(await open());
    });

    it("a session nobody paid is refused as not paid", async () => {
      expect(await verify(await open())).toMatchObject({
        outcome: "refused",
        refusal: { kind: "not_paid", messageFa: expect.stringMatching(/[آ-ی]/) },
      });
    });

    it("a return names the session and hints what happened", async () => {
      const [bought, left] = [await open(), await open()];
      const { provider, account, shop } = world;
      expect(provider.parseCallback(await shop(account, bought, "pay"))).toEqual({
        token: bought,
        hint: "ok",
      });
      expect(provider.parseCallback(await shop(account, left, "cancel"))).toEqual({
        token: left,
        hint: "not_ok",
      });
      expect(await verify(left)).toMatchObject({ refusal: { kind: "not_paid" } });
    });

    it("a return that is not this provider's is null", () => {
      for (const parameters of [
        {},
        { token: "x" },
        { Authority: "" },
        { Authority: "../../etc" },
      ]) {
        expect(world.provider.parseCallback(parameters)).toBeNull();
      }
    });

    it("a payment is verified once, and again with the same reference", async () => {
      const token = await paid();
      const first = accepted(await verify(token));
      expect(first).toMatchObject({ repeated: false, refId: expect.stringMatching(/^\d+$/) });
      expect(accepted(await verify(token))).toEqual({ ...first, repeated: true });
    });

    it("of parallel verifies exactly one is the first", async () => {
      const token = await paid();
      const answers = await Promise.all(Array.from({ length: 20 }, () => verify(token)));
      const values = answers.map((answer) => accepted(answer));
      expect(values.filter((value) => !value.repeated)).toHaveLength(1);
      expect(new Set(values.map((value) => value.refId)).size).toBe(1);
    });

    it("another amount is a mismatch and leaves the payment verifiable", async () => {
      const token = await paid();
      expect(await verify(token, AMOUNT - 10n)).toMatchObject({
        outcome: "refused",
        refusal: { kind: "amount_mismatch" },
      });
      expect(accepted(await verify(token)).repeated).toBe(false);
    });

    it("another merchant's session, and one that never was, are no sessions", async () => {
      const token = await paid();
      expect(await verify(token, AMOUNT, world.stranger)).toMatchObject({
        outcome: "refused",
        refusal: { kind: "no_session" },
      });
      const never = [...token].reverse().join("");
      expect(await verify(never)).toMatchObject({ refusal: { kind: "no_session" } });
    });

    it("offers exactly what it says it can do", () => {
      const { provider } = world;
      const can = provider.capabilities();
      expect(Boolean(provider.inquire)).toBe(can.inquire);
      expect(Boolean(provider.reverse)).toBe(can.reverse);
      for (const verb of ["locatePayment", "refund", "findRefund"] as const) {
        expect(Boolean(provider[verb]), verb).toBe(can.refund);
      }
      expect(Boolean(provider.listUnverified)).toBe(can.listUnverified);
      expect(Boolean(provider.fee)).toBe(can.fee);
    });

    it("inquiry follows a payment from pending to reversed", async ({ skip }) => {
      const { provider, account, shop } = world;
      if (!provider.inquire || !provider.reverse) return skip();
      const token = await open();
      const state = async () => accepted((await provider.inquire?.(account, token)) ?? missing());
      expect(await state()).toBe("pending");
      await shop(account, token, "pay");
      expect(await state()).toBe("paid");
      await verify(token);
      expect(await state()).toBe("verified");
      expect((await provider.reverse(account, token)).outcome).toBe("accepted");
      expect(await state()).toBe("reversed");
      expect((await provider.reverse(account, token)).outcome).toBe("refused");
      expect((await verify(token)).outcome).toBe("refused");
    });

    it("lists what was paid and not verified", async ({ skip }) => {
      const { provider, account } = world;
      if (!provider.listUnverified) return skip();
      const token = await paid();
      const listed = async () =>
        accepted((await provider.listUnverified?.(account)) ?? missing()).find(
          (payment) => payment.token === token,
        );
      const found = await listed();
      expect(found?.amountRials).toBe(AMOUNT);
      expect(Math.abs(Date.parse(found?.paidAt ?? "") - Date.now())).toBeLessThan(10_000);
      await verify(token);
      expect(await listed()).toBeUndefined();
    });

    it("tells the fee of an amount", async ({ skip }) => {
      const { provider, account } = world;
      if (!provider.fee) return skip();
      expect(accepted(await provider.fee(account, AMOUNT)).feeRials).toBeGreaterThanOrEqual(0n);
    });

    it("pays back parts of a payment, never more than it was, and shows the newest", async ({
      skip,
    }) => {
      const { provider, account } = world;
      const { locatePayment, refund, findRefund } = provider;
      if (!locatePayment || !refund || !findRefund) return skip();
      const refId = accepted(await verify(await paid())).refId ?? missing();
      const located = accepted(await locatePayment(account, { refId, amountRials: AMOUNT }));
      expect(located.lastRefundAt).toBeNull();
      const { paymentRef } = located;
      expect(accepted(await findRefund(account, paymentRef))).toBeNull();
      const part = (amountRials: bigint) =>
        refund(account, { paymentRef, amountRials, description: "قرارداد" });
      const first = accepted(await part(100_000n));
      expect(first.amountRials).toBe(100_000n);
      expect(["pending", "succeeded"]).toContain(first.status);
      expect(Math.abs(first.at.getTime() - Date.now())).toBeLessThan(10_000);
      expect(accepted(await findRefund(account, paymentRef))?.at).toEqual(first.at);
      const again = accepted(await locatePayment(account, { refId, amountRials: AMOUNT }));
      expect(again).toEqual({ paymentRef, lastRefundAt: first.at });
      expect((await part(AMOUNT - 100_000n + 10n)).outcome).toBe("refused");
      expect(accepted(await part(AMOUNT - 100_000n)).amountRials).toBe(AMOUNT - 100_000n);
      expect((await part(provider.capabilities().refundMinRials ?? 20_000n)).outcome).toBe(
        "refused",
      );
    });

    it("a payment of another merchant, amount or token is not located", async ({ skip }) => {
      const { provider, account, stranger } = world;
      const { locatePayment } = provider;
      if (!locatePayment || !account.refundAccess) return skip();
      const refId = accepted(await verify(await paid())).refId ?? missing();
      const refundAccess = { ...account.refundAccess, token: "nobody-has-this-token" };
      for (const [as, amountRials] of [
        [stranger, AMOUNT],
        [{ ...stranger, refundAccess: account.refundAccess }, AMOUNT],
        [{ ...account, refundAccess }, AMOUNT],
        [account, AMOUNT - 10n],
      ] as const) {
        const answer = await locatePayment(as, { refId, amountRials });
        expect(answer.outcome).toBe("refused");
        expect(JSON.stringify(answer.exchange)).not.toContain(account.credential);
        expect(JSON.stringify(answer.exchange)).not.toContain(as.refundAccess?.token);
      }
    });

    it("an exchange keeps no secret and nothing personal", async () => {
      const card = "6037991234567893";
      const input = { ...INPUT, cardPan: card, description: `card ${card}, call 09123456789` };
      const token = await open(input);
      const answers = [await world.provider.open(world.account, input), await verify(token)];
      for (const { exchange } of answers) {
        const written = JSON.stringify(exchange);
        expect(exchange.response?.status).toBeGreaterThan(0);
        for (const secret of [world.account.credential, card, "09123456789", "shopper@example"]) {
          expect(written).not.toContain(secret);
        }
      }
    });

    it("a provider that cannot be reached is unknown, never refused", async () => {
      const nowhere = { ...world.account, baseUrl: "http://127.0.0.1:9" };
      const token = "A".repeat(36);
      for (const answer of [
        await world.provider.open(nowhere, INPUT),
        await verify(token, AMOUNT, nowhere),
      ]) {
        expect(answer).toMatchObject({ outcome: "unknown", cause: "unreachable" });
        expect(answer.exchange.response).toBeNull();
      }
    });

    it("a refund that got no answer is unknown", async ({ skip }) => {
      const { provider, account } = world;
      if (!provider.refund || !account.refundAccess) return skip();
      const refundAccess = { ...account.refundAccess, baseUrl: "http://127.0.0.1:9" };
      const input = { paymentRef: "1", amountRials: 100_000n, description: "d" };
      expect(await provider.refund({ ...account, refundAccess }, input)).toMatchObject({
        outcome: "unknown",
      });
    });
  });
}

function accepted<T>(answer: { outcome: string } & Partial<Answer<T>>): T {
  if (answer.outcome === "accepted") return (answer as { value: T }).value;
  throw new Error(`expected an accepted answer, got ${JSON.stringify(answer)}`);
}

function missing(): never {
  throw new Error("the provider lost a method");
}
