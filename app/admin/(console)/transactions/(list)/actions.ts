"use server";

import { z } from "zod";
import { inTransaction } from "@/lib/context";
import { action } from "@/lib/http/action";
import { rememberPreferences } from "@/lib/operators/remember-preferences";
import { DENSITIES } from "@/lib/operators/state";
import { COLUMNS } from "@/lib/transactions/console/columns";
import { deleteView } from "@/lib/views/delete-view";
import { renameView } from "@/lib/views/rename-view";
import { saveView } from "@/lib/views/save-view";
import {
  deleteViewInput,
  renameViewInput,
  saveViewInput,
  shareViewInput,
} from "@/lib/views/schema";
import { shareView } from "@/lib/views/share-view";
import { readPeek } from "./read-peek";

/** Keep which columns one sees and how tall the rows are. */
export const rememberList = action("transactions.remember_list", {
  permission: "read",
  input: z.strictObject({
    shown: z.array(z.enum(COLUMNS.map(({ id }) => id))).min(1),
    density: z.enum(DENSITIES),
  }),
  run: async (ctx, { shown, density }) => {
    await rememberPreferences(ctx, { density, columns: { transactions: shown } });
  },
});

/** Keep the filters under a name; shared with colleagues, if one may write and says so. */
export const keepView = action("view.save", {
  permission: "read",
  input: saveViewInput.omit({ list: true }).extend({ shared: z.boolean() }),
  run: (ctx, { shared, ...input }) =>
    inTransaction(ctx, async (tx) => {
      const view = await saveView(tx, { ...input, list: "transactions" });
      if (shared && !view.shared) await shareView(tx, { id: view.id, shared });
      return { id: view.id };
    }),
});

export const nameView = action("view.rename", {
  permission: "read",
  input: renameViewInput,
  run: async (ctx, input) => {
    await renameView(ctx, input);
  },
});

export const setViewShared = action("view.share", {
  permission: "write",
  input: shareViewInput,
  run: shareView,
});

export const dropView = action("view.delete", {
  permission: "read",
  input: deleteViewInput,
  run: deleteView,
});

/** What the peek at a row shows. */
export const peekTransaction = action("transaction.peek", {
  permission: "read",
  input: z.strictObject({ id: z.string() }),
  run: (ctx, { id }) => readPeek(ctx, id),
});
