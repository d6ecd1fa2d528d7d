import { stage } from "./stage";

type Handle = { cancel: () => void };

/**
 * Inside of a history `Date`, `setTimeout` and `clearTimeout` go by the history's clock; for everybody
 * else, such as the database driver, they stay what they are. @returns how to undo it
 */
export function installVirtualTime(): () => void {
  const real = {
    Date: globalThis.Date,
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
  };

  const now = () => stage.getStore()?.world.schedule.now ?? real.Date.now();

  class VirtualDate extends real.Date {
    constructor(...given: unknown[]) {
      if (given.length === 0) super(now());
      else super(...(given as [number]));
    }
    static override now = now;
  }

  function virtualSetTimeout(work: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) {
    const actor = stage.getStore();
    if (!actor) return real.setTimeout(work, ms, ...args);
    const cancel = actor.world.schedule.wait(ms, () => work(...args));
    const handle = { cancel, ref: () => handle, unref: () => handle, hasRef: () => true };
    return handle;
  }

  function virtualClearTimeout(handle: unknown): void {
    if (isVirtual(handle)) handle.cancel();
    else real.clearTimeout(handle as NodeJS.Timeout);
  }

  Object.assign(globalThis, {
    Date: VirtualDate,
    setTimeout: virtualSetTimeout,
    clearTimeout: virtualClearTimeout,
  });
  return () => void Object.assign(globalThis, real);
}

function isVirtual(handle: unknown): handle is Handle {
  return typeof handle === "object" && handle !== null && "cancel" in handle;
}
