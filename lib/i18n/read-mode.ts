import "server-only";
import { cookies } from "next/headers";
import type { Mode } from "@/lib/context";
import { env } from "@/lib/env";
import { MODE_COOKIE } from "./locales";

/**
 * Whether the console shows test or live payments: the operator's choice (`?mode=`, which proxy.ts
 * remembers), else live where a merchant is configured.
 */
export async function readMode(): Promise<Mode> {
  const chosen = (await cookies()).get(MODE_COOKIE)?.value;
  if (chosen === "test" || chosen === "live") return chosen;
  return env().ZARINPAL_MERCHANT_ID ? "live" : "test";
}
