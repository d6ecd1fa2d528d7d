import "server-only";
import type { Provider } from "./port";
import { zarinpal } from "./zarinpal/driver";

/** Every driver by the name its accounts carry. */
const PROVIDERS = { zarinpal } as const satisfies Record<string, Provider>;
export type ProviderName = keyof typeof PROVIDERS;
export const PROVIDER_NAMES = Object.keys(PROVIDERS) as ProviderName[];

/**
 * The driver of a name read from our own rows.
 * @throws Error when no driver has it: an account outlived its driver
 */
export function getProvider(name: string): Provider {
  if (!Object.hasOwn(PROVIDERS, name)) throw new Error(`no provider driver is named "${name}"`);
  return PROVIDERS[name as ProviderName];
}
