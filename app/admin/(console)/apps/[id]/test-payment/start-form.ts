import { z } from "zod";
import { asciiDigits } from "@/lib/i18n/digits";

/** An amount as people type it: Persian digits and separators of thousands are welcome. */
const typedAmount = z
  .string()
  .transform((text) => asciiDigits(text).replace(/[\s,٬،]/g, ""))
  .refine((text) => /^\d{1,15}$/.test(text), "invalid_format")
  .transform(Number);

/** The form that starts a test payment. */
export const startForm = z
  .strictObject({
    app_id: z.string(),
    amount: typedAmount,
    return_to: z.enum(["here", "site"]),
    return_url: z.string().optional(),
  })
  .check(({ value, issues }) => {
    if (value.return_to === "here" || value.return_url) return;
    issues.push({ code: "custom", path: ["return_url"], message: "required", input: value });
  });
