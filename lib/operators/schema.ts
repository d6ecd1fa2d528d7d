import { z } from "zod";
import { ROLES } from "@/lib/context";
import { plainLine } from "@/lib/http/plain-line";
import { FIGURES, LOCALES, THEMES } from "@/lib/i18n/locales";
import { passwordFault } from "./password-rules";
import { DENSITIES } from "./state";

/** How an operator likes to see the console. Every member may be absent. */
const preferences = z.strictObject({
  locale: z.enum(LOCALES).exactOptional(),
  theme: z.enum(THEMES).exactOptional(),
  figures: z.enum(FIGURES).exactOptional(),
  /** False turns the single-key shortcuts off (WCAG 2.1.4). */
  shortcuts: z.boolean().exactOptional(),
  density: z.enum(DENSITIES).exactOptional(),
  /** The columns shown, in their order, by list. */
  columns: z.record(z.string().max(40), z.array(z.string().max(40)).max(30)).exactOptional(),
});
export type Preferences = z.output<typeof preferences>;

const NAME_CHARS_MAX = 80;
const name = plainLine(NAME_CHARS_MAX).optional();
const role = z.enum(ROLES);

export const createOperatorInput = z.strictObject({
  email: z.email().max(254),
  name,
  role,
});
export type CreateOperatorInput = z.output<typeof createOperatorInput>;

export const changeRoleInput = z.strictObject({ id: z.string(), role });
export const operatorIdInput = z.strictObject({ id: z.string() });

/** An absent name is no name: the e-mail address stands for it. */
export const updateProfileInput = z.strictObject({ name });

/** How one likes to see the console, as its form says it: a box that is not ticked is not sent. */
export const displayInput = z.strictObject({
  locale: z.enum(LOCALES),
  theme: z.enum(THEMES),
  figures: z.enum(FIGURES),
  density: z.enum(DENSITIES),
  shortcuts: z
    .literal("on")
    .optional()
    .transform((ticked) => ticked === "on"),
});

/** The new password is checked with the account's own e-mail by the verb. */
export const changePasswordInput = z.strictObject({
  current: z.string().max(1000),
  next: z.string().transform((text, ctx) => {
    const fault = passwordFault(text);
    if (fault) ctx.addIssue(fault);
    return text;
  }),
});
export type ChangePasswordInput = z.output<typeof changePasswordInput>;
