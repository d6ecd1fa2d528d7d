import { z } from "zod";
import { operation } from "@/lib/http/operation";
import { pageBody, pageQuery } from "@/lib/http/pagination";
import { createEndpointBody } from "./schema";
import { createdEndpointBody, endpointBody } from "./serialize";

const params = z.object({ id: z.string() });

export const listEndpointsOperation = operation({
  method: "GET",
  path: "/v1/admin/apps/{id}/webhook-endpoints",
  summary: "An app's webhook endpoints, newest first, without their secrets.",
  security: "admin",
  params,
  query: z.strictObject(pageQuery),
  success: { 200: pageBody(endpointBody) },
});

export const createEndpointOperation = operation({
  method: "POST",
  path: "/v1/admin/apps/{id}/webhook-endpoints",
  summary: "Register a webhook endpoint. This answer is the only one that shows its secret.",
  security: "admin",
  params,
  body: createEndpointBody,
  success: { 201: createdEndpointBody },
});
