"use server";

import { revalidatePath } from "next/cache";
import { action } from "@/lib/http/action";
import { changeOperatorRole } from "@/lib/operators/change-operator-role";
import { createOperator } from "@/lib/operators/create-operator";
import { disableOperator } from "@/lib/operators/disable-operator";
import { enableOperator } from "@/lib/operators/enable-operator";
import { resetOperatorPassword } from "@/lib/operators/reset-operator-password";
import { changeRoleInput, createOperatorInput, operatorIdInput } from "@/lib/operators/schema";

const PAGE = "/admin/operators";

/** The one-time password leaves the server here and nowhere else. */
export const makeOperator = action("operator.create", {
  permission: "manage",
  input: createOperatorInput,
  run: async (ctx, input) => {
    const { operator, oneTimePassword } = await createOperator(ctx, input);
    revalidatePath(PAGE);
    return { email: operator.email, oneTimePassword };
  },
});

export const resetPassword = action("operator.reset_password", {
  permission: "manage",
  input: operatorIdInput,
  run: async (ctx, { id }) => {
    const reset = await resetOperatorPassword(ctx, id);
    revalidatePath(PAGE);
    return reset;
  },
});

export const changeRole = action("operator.change_role", {
  permission: "manage",
  input: changeRoleInput,
  run: async (ctx, input) => {
    await changeOperatorRole(ctx, input);
    revalidatePath(PAGE);
  },
});

export const disable = action("operator.disable", {
  permission: "manage",
  input: operatorIdInput,
  run: async (ctx, { id }) => {
    await disableOperator(ctx, id);
    revalidatePath(PAGE);
  },
});

export const enable = action("operator.enable", {
  permission: "manage",
  input: operatorIdInput,
  run: async (ctx, { id }) => {
    await enableOperator(ctx, id);
    revalidatePath(PAGE);
  },
});
