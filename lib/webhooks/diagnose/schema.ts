import { z } from "zod";

/** Twice what an event may be: a body that was indented is longer. */
const BODY_CHARS_MAX = 40_000;
const text = (max: number) => z.string().min(1).max(max).optional();

/** What POST …/webhook-deliveries/{id}/diagnose takes: all that the receiver knows of its own check. */
export const diagnoseBody = z
  .strictObject({
    /** Which attempt it is about; default: the last one. */
    attempt: z.int().min(1).optional(),
    /** What it computed, in any spelling: `v1,base64`, base64, hexadecimal, `sha256=…`. */
    signature: text(1_000),
    /** What it hashed as the body. */
    body: z.string().max(BODY_CHARS_MAX).optional(),
    /** Only compared: neither stored nor logged. */
    secret: text(200),
    timestamp: text(64),
    /** The header it read: its name, its value or both. */
    header: text(2_000),
  })
  .refine(
    (given) =>
      Object.entries(given).some(([name, value]) => name !== "attempt" && value !== undefined),
    "required",
  );
