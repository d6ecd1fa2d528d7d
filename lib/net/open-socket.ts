import { connect, isIP, type LookupFunction, type Socket } from "node:net";
import { errors } from "undici";

const CONNECT_MS = 5_000;
/** A slow route to one address family must not end the attempt; Node would go on after 250 ms. */
const FAMILY_MS = 1_000;
const KEEP_ALIVE_MS = 60_000;
/** `lookup` below answers for it; it never reaches a resolver. */
const ANY_NAME = "vetted.invalid";

/**
 * A TCP connection to one of these addresses, tried in turn.
 * @throws undici's ConnectTimeoutError after 5 s, else what the system said of it.
 */
export function openSocket(addresses: readonly string[], port: number): Promise<Socket> {
  const answers = addresses.map((address) => ({ address, family: isIP(address) }));
  const lookup: LookupFunction = (_, options, callback) => {
    const [first] = answers;
    if (options.all) callback(null, answers);
    else callback(null, first?.address ?? "", first?.family);
  };
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: ANY_NAME,
      port,
      lookup,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: FAMILY_MS,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_MS,
    });
    const timer = setTimeout(() => {
      socket.destroy(new errors.ConnectTimeoutError(`not connected in ${CONNECT_MS} ms`));
    }, CONNECT_MS);
    socket.once("connect", () => {
      clearTimeout(timer);
      resolve(socket);
    });
    // Stays for the socket's life: an error between two owners must not end the process.
    socket.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}
