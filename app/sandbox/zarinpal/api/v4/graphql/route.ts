import { forbidden, serveGraphqlCall } from "@/lib/sandbox/door";

/** Sessions and refunds, under the path that they have on ZarinPal's other host. */
export const POST = serveGraphqlCall;

export const GET = forbidden;
