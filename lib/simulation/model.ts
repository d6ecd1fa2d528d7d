/** What a tiny model of one payment believes, without leases, ladders or a database. Amounts are Rials. */
export type Model = {
  /** At the provider. */
  bank: "open" | "paid" | "declined" | "taken";
  /** Here. `waiting`: neither paid nor over. */
  here: "waiting" | "paid" | "over";
  /** Someone came back, so the provider is asked to verify whatever the session looks like. */
  returned: boolean;
  saidOk: boolean;
  expired: boolean;
  acceptsLate: boolean;
  refundedRials: number;
};

export const freshModel = (acceptsLate: boolean): Model => ({
  bank: "open",
  here: "waiting",
  returned: false,
  saidOk: false,
  expired: false,
  acceptsLate,
  refundedRials: 0,
});

/** A return of the shopper's browser, answered without a fault. Late money counts where it is accepted. */
export function returnOf(model: Model, hint: "OK" | "NOK"): void {
  if (model.here === "paid" || (model.here === "over" && !model.acceptsLate)) return;
  model.returned = true;
  if (hint === "OK") model.saidOk = true;
  settleModel(model, true);
}

/** The provider is asked once more, by the reconciler or a site's inquiry, and answers. */
export function settleModel(model: Model, late = false): void {
  if (model.here === "paid" || (model.here === "over" && !late)) return;
  if (model.bank === "paid" || model.bank === "taken") {
    model.bank = "taken";
    model.here = "paid";
    return;
  }
  if (model.here === "over") return;
  const canceled = model.returned && !model.saidOk;
  if (canceled || model.bank === "declined" || model.expired) model.here = "over";
}
