import "server-only";
import { verify } from "@node-rs/argon2";

/** Of a random password that nobody kept, with the parameters of `hashPassword`. */
const DUMMY_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$cDVD2ytpzQ0CtCnulb3cdA$u7x5CSTyOjXLRvkGqm5I13j13Lhs4kEPqLXSPnqa4XI";

/**
 * True when the password has this hash. Null, for an account that is not there, is false after the same
 * work, so that the answer's time says nothing of who exists.
 */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
  const right = await verify(hash ?? DUMMY_HASH, password);
  return right && hash !== null;
}
