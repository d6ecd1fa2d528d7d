import "server-only";
import type { Provider } from "./port";
import { zarinpal } from "./zarinpal/driver";

/** Every driver by the name its accounts carry. */
const PROVIDERS: ReadonlyMap<string, Provider> = new Map([[zarinpal.name, zarinpal]]);

/** What accounts and attempts may carry. */
export const PROVIDER_NAMES: readonly string[] = [...PROVIDERS.keys()];

/**
 * The driver of a name read from our own rows.
 * @throws Error when no driver has it: an account outlived its driver
 */
export function getProvider(name: string): Provider {
  const provider = PROVIDERS.get(name);
  if (!provider) throw new Error(`no provider driver is named "${name}"`);
  return provider;
}
