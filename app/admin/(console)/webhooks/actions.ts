"use server";

import { z } from "zod";
import { MODES } from "@/lib/context";
import { action } from "@/lib/http/action";
import { rotateKeyBody } from "@/lib/keys/schema";
import { countRedeliverable } from "@/lib/webhooks/count-redeliverable";
import { createEndpoint } from "@/lib/webhooks/create-endpoint";
import { deleteEndpoint } from "@/lib/webhooks/delete-endpoint";
import { redeliverManyBody } from "@/lib/webhooks/delivery-filters";
import { diagnoseSignature } from "@/lib/webhooks/diagnose/diagnose-signature";
import { diagnoseBody } from "@/lib/webhooks/diagnose/schema";
import { EVENT_TYPES } from "@/lib/webhooks/event-types";
import { getWebhookDelivery } from "@/lib/webhooks/get-webhook-delivery";
import { recoverEndpoint } from "@/lib/webhooks/recover-endpoint";
import { redeliver } from "@/lib/webhooks/redeliver";
import { redeliverMany } from "@/lib/webhooks/redeliver-many";
import { rotateEndpointSecret } from "@/lib/webhooks/rotate-endpoint-secret";
import { createEndpointBody } from "@/lib/webhooks/schema";
import { serializePing } from "@/lib/webhooks/serialize";
import { testEndpoint } from "@/lib/webhooks/test-endpoint";
import { updateEndpoint } from "@/lib/webhooks/update-endpoint";
import { describeFindings } from "./[id]/debugger/describe-finding";

const id = z.string();
/** As a form says it: all types, or those that are ticked. */
const wanted = {
  url: createEndpointBody.shape.url,
  description: createEndpointBody.shape.description,
  scope: z.enum(["all", "some"]),
  event_types: z.array(z.enum(EVENT_TYPES)).min(1, "required").optional(),
};
type Wanted = { scope: "all" | "some"; event_types?: (typeof EVENT_TYPES)[number][] | undefined };
const someTypes = ({ scope, event_types }: Wanted) =>
  scope === "all" || Boolean(event_types?.length);
const refusal = { path: ["event_types"], message: "required" };
const typesOf = ({ scope, event_types }: Wanted) => (scope === "all" ? null : event_types);

export const redeliverDelivery = action("webhook.redeliver", {
  permission: "recheck",
  input: z.object({ id }),
  run: async (ctx, input) => ({ id: (await redeliver(ctx, input.id)).id }),
});

export const redeliverDeliveries = action("webhook.redeliver_many", {
  permission: "recheck",
  input: redeliverManyBody,
  run: (ctx, { ids, filter = {}, cursor, dry_run: dryRun }) => {
    const wanted = ids ? { ids } : { filter };
    return dryRun ? countRedeliverable(ctx, wanted) : redeliverMany(ctx, { ...wanted, cursor });
  },
});

export const diagnoseDelivery = action("webhook.diagnose", {
  permission: "recheck",
  input: z.object({ id, given: diagnoseBody }),
  run: async (ctx, { id: deliveryId, given: { attempt, ...given } }) => {
    const found = await diagnoseSignature(ctx, { deliveryId, attempt, given });
    const delivery = await getWebhookDelivery(ctx, deliveryId);
    const findings = await describeFindings(found.findings, delivery, found.attempt);
    return { attempt: found.attempt, findings };
  },
});

export const addEndpoint = action("endpoint.create", {
  permission: "write",
  input: z.strictObject({ ...wanted, app_id: id, mode: z.enum(MODES) }).refine(someTypes, refusal),
  run: async (ctx, input) => {
    const { app_id: appId, mode, url, description } = input;
    const { tenantId } = ctx.actor;
    const given = { tenantId, appId, mode, url, description, eventTypes: typesOf(input) };
    const { endpoint, secret, ping } = await createEndpoint(ctx, given);
    return { id: endpoint.id, secret, ping: serializePing(ping) };
  },
});

export const editEndpoint = action("endpoint.update", {
  permission: "write",
  input: z.strictObject({ ...wanted, id }).refine(someTypes, refusal),
  run: async (ctx, input) => {
    const { url, description = null } = input;
    const changes = { url, description, event_types: typesOf(input) };
    return { id: (await updateEndpoint(ctx, { endpointId: input.id, changes })).id };
  },
});

export const setEndpointStatus = action("endpoint.status", {
  permission: "write",
  input: z.object({ id, status: z.enum(["enabled", "paused"]) }),
  run: async (ctx, { id: endpointId, status }) => {
    const { status: now } = await updateEndpoint(ctx, { endpointId, changes: { status } });
    return { status: now };
  },
});

export const renewSecret = action("endpoint.rotate_secret", {
  permission: "write",
  input: z.object({
    id,
    overlap_seconds: z.preprocess(Number, rotateKeyBody.shape.overlap_seconds),
  }),
  run: async (ctx, { id: endpointId, overlap_seconds: overlapSeconds }) => ({
    secret: (await rotateEndpointSecret(ctx, { endpointId, overlapSeconds })).secret,
  }),
});

export const sendTest = action("endpoint.test", {
  permission: "recheck",
  input: z.object({ id }),
  run: async (ctx, { id: endpointId }) => ({ id: (await testEndpoint(ctx, { endpointId })).id }),
});

export const recoverMissed = action("endpoint.recover", {
  permission: "write",
  input: z.object({
    id,
    hours: z.coerce
      .number()
      .int()
      .min(1)
      .max(14 * 24),
  }),
  run: async (ctx, { id: endpointId, hours }) => {
    const since = new Date(Date.now() - hours * 3_600_000);
    const { recovered, hasMore } = await recoverEndpoint(ctx, { endpointId, since });
    return { recovered, hasMore };
  },
});

export const removeEndpoint = action("endpoint.delete", {
  permission: "write",
  input: z.object({ id }),
  run: async (ctx, { id: endpointId }) => ({ id: (await deleteEndpoint(ctx, { endpointId })).id }),
});
