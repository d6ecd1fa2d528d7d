import { createTransport } from "nodemailer";

const CONNECT_MS = 10_000;
const SILENT_MS = 20_000;

/** A connection to the mail server, made when the first mail is sent; the caller closes it. */
export function mailTransport(url: string) {
  return createTransport({
    url,
    pool: true,
    maxConnections: 1,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENT_MS,
    // Nothing in a mail may name a file or an address to read.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
