import { randomBytes } from "node:crypto";

const PASSWORD_BYTES = 15;

/** A random password to be shown once and replaced at the first sign-in: 20 characters, 120 bits. */
export function mintOneTimePassword(): string {
  return randomBytes(PASSWORD_BYTES).toString("base64url");
}
