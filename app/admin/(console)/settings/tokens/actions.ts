"use server";

import { revalidatePath } from "next/cache";
import { issueAdminToken } from "@/lib/admin-tokens/issue-admin-token";
import { revokeAdminToken } from "@/lib/admin-tokens/revoke-admin-token";
import { adminTokenIdInput, issueAdminTokenInput } from "@/lib/admin-tokens/schema";
import { action } from "@/lib/http/action";

const PAGE = "/admin/settings/tokens";

/** The token leaves the server here and nowhere else. */
export const issueToken = action("admin_token.issue", {
  permission: "manage",
  input: issueAdminTokenInput,
  run: async (ctx, input) => {
    const { token } = await issueAdminToken(ctx, input);
    revalidatePath(PAGE);
    return { token };
  },
});

export const revokeToken = action("admin_token.revoke", {
  permission: "manage",
  input: adminTokenIdInput,
  run: async (ctx, { id }) => {
    await revokeAdminToken(ctx, id);
    revalidatePath(PAGE);
  },
});
