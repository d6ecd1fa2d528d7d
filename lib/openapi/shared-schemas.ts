import { z } from "zod";
import { appBody } from "@/lib/apps/serialize";
import { eventBody } from "@/lib/feed/serialize";
import { issuedKeyBody, keyBody } from "@/lib/keys/serialize";
import { adminRefundBody, refundBody } from "@/lib/refunds/serialize";
import { transactionDetailBody } from "@/lib/transactions/admin-serialize";
import { transactionBody } from "@/lib/transactions/serialize";
import {
  createdEndpointBody,
  deliveryBody,
  endpointBody,
  registeredEndpointBody,
} from "@/lib/webhooks/serialize";
import { errorBody } from "./error-body";

const NAMED = {
  Transaction: transactionBody,
  TransactionDetail: transactionDetailBody,
  Refund: refundBody,
  Event: eventBody,
  RefundDetail: adminRefundBody,
  App: appBody,
  Key: keyBody,
  IssuedKey: issuedKeyBody,
  WebhookEndpoint: endpointBody,
  CreatedWebhookEndpoint: createdEndpointBody,
  RegisteredWebhookEndpoint: registeredEndpointBody,
  WebhookDelivery: deliveryBody,
  Error: errorBody,
} satisfies Record<string, z.ZodType>;

const registry = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });

export type JsonSchema = Record<string, unknown>;

/**
 * A schema as JSON Schema for the document: what callers send (`input`) or are answered (`output`).
 * Objects that have a name become a reference, and are put into `components` by it.
 */
export function jsonSchema(
  schema: z.ZodType,
  io: "input" | "output",
  components: Record<string, JsonSchema>,
): JsonSchema {
  const { $schema, $defs, ...made } = z.toJSONSchema(schema, {
    io,
    metadata: registry,
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod;
      // Answers may grow members; a client that refused them would break on the day they do.
      if (io === "output" && def.type === "object" && !("catchall" in def && def.catchall)) {
        delete jsonSchema.additionalProperties;
      }
      // "date-time" says it, and to every tool; zod's pattern is its own proof of it.
      if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
      // Zod drops a default that a transformation follows; ours stands for what a caller may leave out.
      if (def.type === "default")
        jsonSchema.default = (def as { defaultValue?: unknown }).defaultValue;
      // The bounds of a double say nothing of the member.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  }) as JsonSchema;
  for (const [name, shared] of Object.entries(($defs as Record<string, JsonSchema>) ?? {})) {
    components[name] = pointToComponents(shared);
  }
  return pointToComponents(made);
}

function pointToComponents(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
