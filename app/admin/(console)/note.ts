import { z } from "zod";

/** The words that a decision leaves on record. */
export const note = z
  .string("required")
  .trim()
  .min(1, "required")
  .max(500, "too_long")
  .refine((text) => !text.includes("\0"), "invalid_format");
