import { z } from "zod";
import { operation } from "@/lib/http/operation";
import { pageBody, pageQuery } from "@/lib/http/pagination";
import { deliveryFilters, redeliverManyBody } from "./delivery-filters";
import { diagnoseBody } from "./diagnose/schema";
import { diagnosisBody } from "./diagnose/serialize";
import { metricsQuery } from "./metrics/schema";
import { metricsBody } from "./metrics/serialize";
import {
  createEndpointBody,
  recoverEndpointBody,
  rotateSecretBody,
  updateEndpointBody,
} from "./schema";
import {
  createdEndpointBody,
  deliveryBody,
  deliveryDetailBody,
  endpointBody,
  recoveryBody,
  redeliveryBody,
  registeredEndpointBody,
} from "./serialize";

const params = z.object({ id: z.string() });
const endpointParams = z.object({ id: z.string(), endpointId: z.string() });

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
  summary:
    "Register a webhook endpoint, after a test request that must reach it. Only this answer shows its secret.",
  security: "admin",
  params,
  body: createEndpointBody,
  success: { 201: registeredEndpointBody },
});

export const updateEndpointOperation = operation({
  method: "PATCH",
  path: "/v1/admin/apps/{id}/webhook-endpoints/{endpointId}",
  summary:
    "Change, pause or enable an endpoint. Paused, its deliveries are held; enabled, they go out.",
  security: "admin",
  params: endpointParams,
  body: updateEndpointBody,
  success: { 200: endpointBody },
});

export const deleteEndpointOperation = operation({
  method: "DELETE",
  path: "/v1/admin/apps/{id}/webhook-endpoints/{endpointId}",
  summary: "Delete an endpoint: what waits for it is canceled, what it heard stays on record.",
  security: "admin",
  params: endpointParams,
  success: { 200: endpointBody },
});

export const rotateEndpointSecretOperation = operation({
  method: "POST",
  path: "/v1/admin/apps/{id}/webhook-endpoints/{endpointId}/rotate-secret",
  summary:
    "A new signing secret, shown once; the old one signs beside it until old_secret_expires_at.",
  security: "admin",
  params: endpointParams,
  body: rotateSecretBody,
  success: { 200: createdEndpointBody },
});

export const testEndpointOperation = operation({
  method: "POST",
  path: "/v1/admin/apps/{id}/webhook-endpoints/{endpointId}/test",
  summary: "Send an endpoint.test event to this endpoint, now and once.",
  security: "admin",
  params: endpointParams,
  success: { 201: deliveryBody },
});

export const recoverEndpointOperation = operation({
  method: "POST",
  path: "/v1/admin/apps/{id}/webhook-endpoints/{endpointId}/recover",
  summary:
    "Send again what the endpoint missed since a moment of the last 14 days, oldest first, up to 1000.",
  security: "admin",
  params: endpointParams,
  body: recoverEndpointBody,
  success: { 200: recoveryBody },
});

export const listWebhookDeliveriesOperation = operation({
  method: "GET",
  path: "/v1/admin/webhook-deliveries",
  summary: "Webhook deliveries that match all given filters, newest first.",
  security: "admin",
  query: deliveryFilters,
  success: { 200: pageBody(deliveryBody) },
});

export const getWebhookDeliveryOperation = operation({
  method: "GET",
  path: "/v1/admin/webhook-deliveries/{id}",
  summary: "One delivery with the exact text it sends and every attempt.",
  security: "admin",
  params,
  success: { 200: deliveryDetailBody },
});

export const redeliverOperation = operation({
  method: "POST",
  path: "/v1/admin/webhook-deliveries/{id}/redeliver",
  summary: "One more try, now: same webhook-id and body, signed with the current secret.",
  security: "admin",
  params,
  success: { 200: deliveryBody },
});

export const diagnoseWebhookDeliveryOperation = operation({
  method: "POST",
  path: "/v1/admin/webhook-deliveries/{id}/diagnose",
  summary:
    "Say which mistake a receiver's signature check makes, from what it computed or what it hashed.",
  security: "admin",
  params,
  body: diagnoseBody,
  success: { 200: diagnosisBody },
});

export const redeliverManyOperation = operation({
  method: "POST",
  path: "/v1/admin/webhook-deliveries/redeliver",
  summary:
    "Send many once more, by ids (100) or by the list's filter, oldest first, up to 1000 an answer.",
  security: "admin",
  body: redeliverManyBody,
  success: { 200: redeliveryBody },
});

export const webhookMetricsOperation = operation({
  method: "GET",
  path: "/v1/admin/webhook-metrics",
  summary: "What waits now, and how tries went in the last hours: latency, success and breakers.",
  security: "admin",
  query: metricsQuery,
  success: { 200: metricsBody },
});
