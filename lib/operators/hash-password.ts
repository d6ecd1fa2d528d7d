import "server-only";
import { hash } from "@node-rs/argon2";

/** argon2id in PHC text form, with OWASP's parameters: 19 MiB, two passes, one lane. About 20 ms. */
export function hashPassword(password: string): Promise<string> {
  // The package hashes with argon2id unless told otherwise.
  return hash(password, {
    memoryCost: 19_456,
    timeCost: 2,
    parallelism: 1,
  });
}
