import "server-only";
import { BrokerError } from "@/lib/errors";
import { mintId } from "@/lib/ids/mint-id";
import { problemResponse } from "./problem";

/** The handler for an address that has no route, in our own error shape. */
export async function routeNotFound(): Promise<Response> {
  return problemResponse(new BrokerError("not_found", "route_not_found"), mintId("request"));
}
