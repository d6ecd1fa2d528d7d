import { z } from "zod";
import { MODES } from "@/lib/context";
import { BODY_EDGES, BODY_WAYS, FINDING_CODES, type Finding } from "./findings";

const findingBody = z.object({
  code: z.enum(FINDING_CODES),
  /** Proven by recomputing or comparing; otherwise it may be the cause. */
  certain: z.boolean(),
  facts: z.object({
    prefix: z.string().optional(),
    hash: z.string().optional(),
    way: z.enum(BODY_WAYS).optional(),
    edge: z.enum(BODY_EDGES).optional(),
    offset: z.int().optional(),
    prefixed: z.boolean().optional(),
    ended_at: z.string().optional(),
    endpoint_id: z.string().optional(),
    mode: z.enum(MODES).optional(),
    looks_like: z.enum(["api_secret", "public_key"]).optional(),
    separator: z.string().optional(),
    order: z.string().optional(),
    id_of: z.enum(["delivery", "transaction"]).optional(),
    attempt: z.int().optional(),
    seconds_off: z.int().optional(),
    header: z.string().optional(),
  }),
});

/** What is wrong with a receiver's check of one attempt. */
export const diagnosisBody = z.object({
  object: z.literal("webhook_diagnosis"),
  delivery_id: z.string(),
  attempt: z.int(),
  findings: z.array(findingBody),
});

export type Diagnosis = { deliveryId: string; attempt: number; findings: Finding[] };

/** A diagnosis in its public shape. */
export function serializeDiagnosis(diagnosis: Diagnosis): z.output<typeof diagnosisBody> {
  const { deliveryId, attempt, findings } = diagnosis;
  return { object: "webhook_diagnosis", delivery_id: deliveryId, attempt, findings };
}
