import { type buildConnector, Client, type Dispatcher } from "undici";
import type { Opening } from "./opening";

/** One connection's place in the pool. `opening` waits for the request that will be the first to use it. */
type Line = { opening: Opening | null };

/** Given along with a request: learns which line it went on. */
export type Trace = { line: Line | null };
export type TracedOptions = Dispatcher.DispatchOptions & { trace?: Trace };

export type OpenConnection = (
  options: buildConnector.Options,
  opened: (opening: Opening) => void,
  callback: buildConnector.Callback,
) => void;

/**
 * undici's client for one connection at a time, which tells a request what opening the connection took.
 * undici's own events name no request: a pool gives each client one request at a time, so the client
 * is what the two have in common.
 */
export class TracedClient extends Client {
  readonly #line: Line;

  constructor(origin: URL, options: Client.Options, open: OpenConnection) {
    const line: Line = { opening: null };
    const connect: buildConnector.connector = (target, callback) =>
      open(
        target,
        (opening) => {
          line.opening = opening;
        },
        callback,
      );
    super(origin, { ...options, connect });
    this.#line = line;
  }

  override dispatch(options: TracedOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (options.trace) options.trace.line = this.#line;
    return super.dispatch(options, handler);
  }
}

/** What opening the connection of this request took, told once: whoever uses it next found it open. */
export function takeOpening({ line }: Trace): Opening | null {
  const opening = line?.opening ?? null;
  if (line) line.opening = null;
  return opening;
}
