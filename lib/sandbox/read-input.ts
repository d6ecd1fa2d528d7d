/** A call's body: whatever JSON object came; anything else counts as an empty one, as at ZarinPal. */
export type Input = Record<string, unknown>;

const MERCHANT = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The merchant id of a call, or what its validator says. Any UUID is a merchant here. */
export function readMerchant({ merchant_id: id }: Input): { id: string } | { finding: string } {
  if (isBlank(id)) return { finding: "The merchant id field is required." };
  if (typeof id !== "string") return { finding: "The merchant id must be a string." };
  if (id.length < 36) return { finding: "The merchant id must be at least 36 characters." };
  if (id.length > 36) return { finding: "The merchant id must not be greater than 36 characters." };
  return MERCHANT.test(id)
    ? { id: id.toLowerCase() }
    : { finding: "The selected merchant id is invalid." };
}

/** An amount as a number or as digits; null when it is neither. */
export function readAmount(value: unknown): bigint | null {
  if (typeof value === "number" && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === "string" && /^\d{1,15}$/.test(value)) return BigInt(value);
  return null;
}

/** An authority's form; null when it cannot be one. */
export function readAuthority({ authority }: Input): string | null {
  return typeof authority === "string" && /^[0-9A-Za-z]{36}$/.test(authority) ? authority : null;
}

export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && !value.trim());
}
