"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { action } from "@/lib/http/action";
import { rememberChoices } from "@/lib/i18n/remember-choices";
import { changeOwnPassword } from "@/lib/operators/change-own-password";
import { rememberPreferences } from "@/lib/operators/remember-preferences";
import { revokeOtherSessions } from "@/lib/operators/revoke-other-sessions";
import { changePasswordInput, displayInput, updateProfileInput } from "@/lib/operators/schema";
import { updateOwnProfile } from "@/lib/operators/update-own-profile";

export const saveProfile = action("operator.update_profile", {
  permission: "read",
  input: updateProfileInput,
  run: async (ctx, { name }) => {
    await updateOwnProfile(ctx, { name: name ?? null });
    revalidatePath("/admin", "layout");
  },
});

/** In the operator's row for every device, and in the cookies that this one's pages are rendered by. */
export const saveDisplay = action("operator.save_display", {
  permission: "read",
  input: displayInput,
  run: async (ctx, chosen) => {
    await rememberPreferences(ctx, chosen);
    await rememberChoices(chosen);
    revalidatePath("/admin", "layout");
  },
});

export const changePassword = action("operator.change_password", {
  permission: "read",
  withPrintedPassword: true,
  input: changePasswordInput,
  run: (ctx, input) => changeOwnPassword(ctx, input),
});

export const endOtherSessions = action("operator.sign_out_others", {
  permission: "read",
  input: z.undefined(),
  run: async (ctx) => {
    await revokeOtherSessions(ctx, ctx.sessionId);
    revalidatePath("/admin/settings/security");
  },
});
