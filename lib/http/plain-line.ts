import { z } from "zod";

/** One line of text for people: no control characters, none that turn the direction of what follows. */
export const plainLine = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u.test(text), "invalid_format");
