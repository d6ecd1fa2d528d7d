const BYTES = 16;

/** A name for one opening of a form, 32 hex digits. `randomUUID` would need https. */
export function newRequestKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
