"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { archiveApp } from "@/lib/apps/archive-app";
import { createApp } from "@/lib/apps/create-app";
import { isSlugFree } from "@/lib/apps/is-slug-free";
import { updateApp } from "@/lib/apps/update-app";
import { action } from "@/lib/http/action";
import { createAppForm, updateAppForm } from "./app-form-schema";

export const makeApp = action("app.create", {
  permission: "write",
  input: createAppForm,
  run: async (ctx, input) => ({ id: (await createApp(ctx, input)).app.id }),
});

export const saveApp = action("app.update", {
  permission: "write",
  input: updateAppForm,
  run: async (ctx, input) => {
    await updateApp(ctx, input);
    refresh();
  },
});

/** For the hint under the field; the unique index has the last word. */
export const checkSlug = action("app.check_slug", {
  permission: "write",
  input: z.strictObject({ slug: z.string().max(40), exceptAppId: z.string().optional() }),
  run: isSlugFree,
});

export const suspendApp = action("app.suspend", {
  permission: "write",
  input: z.strictObject({ id: z.string(), suspended: z.boolean() }),
  run: async (ctx, { id, suspended }) => {
    await updateApp(ctx, { id, changes: { suspended } });
    refresh();
  },
});

export const putAppAway = action("app.archive", {
  permission: "write",
  input: z.strictObject({ id: z.string() }),
  run: async (ctx, { id }) => {
    await archiveApp(ctx, id);
    refresh();
  },
});
